import { Migration } from '@mikro-orm/migrations';

/** Chats with guests: every message once, the bot's memory, and the mark that a person is wanted. */
export class Migration0008Conversations extends Migration {
  override up(): void {
    // message_count also numbers the messages: it is raised under the chat's lock, so the numbers are the order
    // in which the messages were committed, whatever the clocks say. last_at lets the staff's list read one index.
    this.addSql(`
      CREATE TABLE conversations (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        transport text NOT NULL CHECK (transport IN ('web', 'terminal', 'whatsapp')),
        address text NOT NULL CHECK (address <> ''),
        verified_phone text CHECK (verified_phone ~ '^\\+[1-9][0-9]{5,14}$'),
        guest_id uuid,
        locale text CHECK (locale IN ('fr', 'en')),
        state jsonb,
        version int NOT NULL DEFAULT 0,
        needs_person boolean NOT NULL DEFAULT false,
        message_count int NOT NULL DEFAULT 0,
        last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, restaurant_id, transport, address),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id)
      )`);
    this.addSql(`
      CREATE INDEX conversations_of_restaurant ON conversations (restaurant_id, needs_person DESC, last_at DESC)
        WHERE message_count > 0`);
    this.addSql('CREATE INDEX conversations_of_guest ON conversations (guest_id)');
    this.addSql(`
      CREATE TABLE conversation_messages (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        position int NOT NULL CHECK (position > 0),
        direction text NOT NULL CHECK (direction IN ('in', 'out')),
        external_id text,
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- in: answered or not; out: handed to its line or not. A chat page reads for itself.
        state text NOT NULL CHECK (
          (direction = 'in' AND state IN ('waiting', 'answered')) OR (direction = 'out' AND state IN ('queued', 'sent', 'failed'))),
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, conversation_id, external_id),
        UNIQUE (organization_id, conversation_id, position),
        FOREIGN KEY (conversation_id, organization_id) REFERENCES conversations (id, organization_id)
      )`);
    this.addSql(
      `CREATE INDEX conversation_messages_waiting ON conversation_messages (conversation_id) WHERE state = 'waiting'`,
    );
    this.addSql(
      `CREATE INDEX conversation_messages_queued ON conversation_messages (conversation_id) WHERE state = 'queued'`,
    );
  }
}
