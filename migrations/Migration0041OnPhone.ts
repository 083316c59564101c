import { Migration } from '@mikro-orm/migrations';

/** A chat that somebody answers on the restaurant's own phone: the bot is silent there, as when the staff have it. */
export class Migration0041OnPhone extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE conversations
        ADD COLUMN on_phone boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT conversations_taken,
        DROP CONSTRAINT conversations_unread,
        ADD CONSTRAINT conversations_one_speaker CHECK (NOT (on_phone AND taken_by IS NOT NULL)),
        ADD CONSTRAINT conversations_taken CHECK ((taken_by IS NOT NULL OR on_phone) = (staff_spoke_at IS NOT NULL)),
        ADD CONSTRAINT conversations_unread CHECK (taken_by IS NOT NULL OR on_phone OR unread = 0)`);
    this.addSql('DROP INDEX conversations_taken_since');
    this.addSql(
      'CREATE INDEX conversations_taken_since ON conversations (staff_spoke_at) WHERE staff_spoke_at IS NOT NULL',
    );
    this.addSql(`
      ALTER TABLE conversation_messages
        ADD COLUMN on_phone boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT conversation_messages_on_phone CHECK (NOT on_phone OR (direction = 'out' AND staff_id IS NULL))`);
  }
}
