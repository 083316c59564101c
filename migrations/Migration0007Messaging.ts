import { Migration } from '@mikro-orm/migrations';

/** What goes out to guests and what came of it. */
export class Migration0007Messaging extends Migration {
  override up(): void {
    // The business key says what the message is ("reservation:…:confirmation"): it is written, and sent, once.
    this.addSql(`
      CREATE TABLE messages (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        guest_id uuid,
        business_key text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('email', 'sms', 'whatsapp')),
        kind text NOT NULL,
        recipient text NOT NULL CHECK (recipient <> ''),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        subject text,
        body_text text NOT NULL,
        body_html text,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'outbox', 'sent', 'failed')),
        error text,
        provider_id text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, business_key),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id)
      )`);
    this.addSql('CREATE INDEX messages_of_restaurant ON messages (restaurant_id, id DESC)');
    this.addSql('CREATE INDEX messages_of_guest ON messages (guest_id, id DESC)');
  }
}
