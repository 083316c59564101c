import { Migration } from '@mikro-orm/migrations';

/** The lines on which guests write, the outbox that the bot hands over to them, and what became of each message. */
export class Migration0024Lines extends Migration {
  override up(): void {
    // What the staff want (wanted, pair_with; version rises with each order) beside what the bot says of it.
    this.addSql(`
      CREATE TABLE lines (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        wanted boolean NOT NULL DEFAULT false,
        pair_with text CHECK (pair_with ~ '^\\+[1-9][0-9]{5,14}$'),
        version int NOT NULL DEFAULT 0,
        state text NOT NULL DEFAULT 'off'
          CHECK (state IN ('off', 'starting', 'needs_pairing', 'ready', 'degraded', 'logged_out')),
        why text,
        -- What a phone must see or be told to join; gone as soon as it did.
        pairing jsonb CHECK (pairing IS NULL OR state IN ('needs_pairing', 'logged_out')),
        phone text CHECK (phone ~ '^\\+[1-9][0-9]{5,14}$'),
        since timestamptz NOT NULL DEFAULT clock_timestamp(),
        heard_at timestamptz,
        answer_within_minutes int NOT NULL DEFAULT 720 CHECK (answer_within_minutes BETWEEN 5 AND 10080),
        first_contacts_a_day int NOT NULL DEFAULT 20 CHECK (first_contacts_a_day BETWEEN 0 AND 500),
        email_after_minutes int NOT NULL DEFAULT 20 CHECK (email_after_minutes BETWEEN 1 AND 1440),
        PRIMARY KEY (restaurant_id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);
    this.addSql(`
      CREATE TABLE line_faults (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        what text NOT NULL CHECK (length(what) BETWEEN 1 AND 200),
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES lines (restaurant_id, organization_id)
      )`);
    this.addSql('CREATE INDEX line_faults_of_line ON line_faults (restaurant_id, id DESC)');

    // A message out has a purpose, and no campaign is one: what is sent to many at once has no way onto a line.
    this.addSql(`
      ALTER TABLE conversation_messages
        ADD COLUMN kind text NOT NULL DEFAULT 'text' CHECK (kind IN
          ('text', 'voice', 'image', 'video', 'document', 'sticker', 'location', 'contact', 'reaction')),
        -- By the line's own clock; the column at says when it came to us.
        ADD COLUMN written_at timestamptz,
        ADD COLUMN purpose text NOT NULL DEFAULT 'answer' CHECK (purpose IN ('answer', 'reservation', 'test')),
        ADD COLUMN business_key text CHECK (business_key ~ '^(reservation|test):'),
        ADD COLUMN message_id uuid,
        ADD COLUMN choices jsonb,
        ADD COLUMN template jsonb,
        ADD COLUMN attempted_at timestamptz,
        ADD COLUMN sent_at timestamptz,
        ADD COLUMN delivered_at timestamptz,
        ADD COLUMN read_at timestamptz,
        ADD COLUMN fault text,
        ADD UNIQUE (organization_id, business_key),
        ADD FOREIGN KEY (message_id, organization_id) REFERENCES messages (id, organization_id),
        DROP CONSTRAINT conversation_messages_check,
        ADD CONSTRAINT conversation_messages_state CHECK (
          (direction = 'in' AND state IN ('waiting', 'answered')) OR
          (direction = 'out' AND state IN ('queued', 'sent', 'delivered', 'read', 'failed')))`);
    this.addSql(`
      CREATE INDEX conversation_messages_attempted ON conversation_messages (attempted_at)
        WHERE purpose = 'reservation' AND attempted_at IS NOT NULL`);
    this.addSql('CREATE INDEX conversation_messages_by_line ON conversation_messages (external_id)');
    this.addSql(`
      CREATE INDEX conversation_messages_undelivered ON conversation_messages (at)
        WHERE message_id IS NOT NULL AND state IN ('queued', 'sent', 'failed')`);
    // The guest said yes, in the chat, to being reminded there; null: they were not asked.
    this.addSql('ALTER TABLE conversations ADD COLUMN reminders boolean');
    // The email that goes out if the line does not deliver it; gone once it did, or once the email is on its way.
    this.addSql('ALTER TABLE messages ADD COLUMN instead jsonb');
  }
}
