import { Migration } from '@mikro-orm/migrations';

/** What came of each message, as its provider tells it; and an SMS whose sending has begun. */
export class Migration0017MessageEvents extends Migration {
  override up(): void {
    // What the provider told is never rewritten: what came of a message is read from all of it, in whatever order
    // it arrived, and a word that arrives twice is one by its own id.
    this.addSql(`
      CREATE TABLE message_events (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        message_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('delivered', 'opened', 'clicked', 'bounced', 'complained')),
        at timestamptz NOT NULL,
        provider_event_id text NOT NULL,
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, provider_event_id),
        FOREIGN KEY (message_id, organization_id) REFERENCES messages (id, organization_id)
      )`);
    this.addSql('CREATE INDEX message_events_of_message ON message_events (message_id, kind, at)');
    this.addSql(`
      CREATE TRIGGER message_events_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON message_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    this.addSql('CREATE INDEX messages_by_provider ON messages (provider_id) WHERE provider_id IS NOT NULL');
    this.addSql('CREATE INDEX messages_to_address ON messages (organization_id, recipient)');
    // Of a provider that does not know a message twice: set before it is asked, so that nobody asks again.
    this.addSql('ALTER TABLE messages ADD COLUMN attempted_at timestamptz');
  }
}
