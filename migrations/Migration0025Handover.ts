import { Migration } from '@mikro-orm/migrations';

/** Who of the staff speaks in a chat in the bot's place, and what they said there. */
export class Migration0025Handover extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE conversations
        ADD COLUMN taken_by uuid,
        -- Of whoever has it: their last word, or when they took it. The bot comes back so long after it.
        ADD COLUMN staff_spoke_at timestamptz,
        -- What the guest wrote since then that whoever has it has not seen.
        ADD COLUMN unread int NOT NULL DEFAULT 0 CHECK (unread >= 0),
        ADD FOREIGN KEY (taken_by, organization_id) REFERENCES staff_members (id, organization_id),
        ADD CONSTRAINT conversations_taken CHECK ((taken_by IS NULL) = (staff_spoke_at IS NULL)),
        ADD CONSTRAINT conversations_unread CHECK (taken_by IS NOT NULL OR unread = 0)`);
    this.addSql(
      'CREATE INDEX conversations_taken_since ON conversations (staff_spoke_at) WHERE taken_by IS NOT NULL',
    );
    this.addSql(`
      ALTER TABLE conversation_messages
        -- Who of the staff wrote it; null: the bot, the house, or the guest.
        ADD COLUMN staff_id uuid,
        ADD COLUMN staff_key text CHECK (length(staff_key) BETWEEN 8 AND 200),
        ADD UNIQUE (organization_id, conversation_id, staff_key),
        ADD FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id),
        ADD CHECK (staff_id IS NULL OR direction = 'out'),
        ADD CHECK ((staff_id IS NULL) = (staff_key IS NULL))`);
    this.addSql(`
      ALTER TABLE restaurants
        ADD COLUMN bot_back_minutes int NOT NULL DEFAULT 60 CHECK (bot_back_minutes BETWEEN 5 AND 1440)`);
  }
}
