import { Migration } from '@mikro-orm/migrations';

/** What Meta's Cloud API knows of a guest who may show no number, and the templates a restaurant had approved there. */
export class Migration0034Cloud extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE conversations
        -- The id that Meta gives a guest for this business: they are the same guest with and without a number.
        ADD COLUMN cloud_user text CHECK (length(cloud_user) BETWEEN 1 AND 160),
        -- How guests call themselves on the line, as long as nobody in the book is behind the chat.
        ADD COLUMN shown_as text CHECK (length(shown_as) BETWEEN 1 AND 100)`);
    this.addSql(`
      CREATE UNIQUE INDEX conversations_of_cloud_user ON conversations (organization_id, restaurant_id, cloud_user)
        WHERE cloud_user IS NOT NULL`);
    this.addSql(`
      ALTER TABLE conversation_messages
        DROP CONSTRAINT conversation_messages_kind_check,
        ADD CONSTRAINT conversation_messages_kind CHECK (kind IN
          ('text', 'voice', 'image', 'video', 'document', 'sticker', 'location', 'contact', 'reaction', 'unsupported'))`);
    this.addSql(`
      CREATE TABLE line_templates (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('answer', 'reservation')),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        -- As Meta has them: its name, and the language in which it was approved.
        name text NOT NULL CHECK (name ~ '^[a-z0-9_]{1,200}$'),
        language text NOT NULL CHECK (language ~ '^[a-z]{2,3}(_[A-Z]{2})?$'),
        PRIMARY KEY (restaurant_id, organization_id, purpose, locale),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);
  }
}
