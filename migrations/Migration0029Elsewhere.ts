import { Migration } from '@mikro-orm/migrations';

/** Codes by which a guest goes on elsewhere with a chat begun on a page. Using one removes it: it works once. */
export class Migration0029Elsewhere extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE chat_codes (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        code text NOT NULL CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
        expires_at timestamptz NOT NULL,
        -- A chat has one at a time: the next one takes its place.
        PRIMARY KEY (conversation_id, organization_id),
        UNIQUE (organization_id, restaurant_id, code),
        FOREIGN KEY (conversation_id, organization_id) REFERENCES conversations (id, organization_id)
      )`);
  }
}
