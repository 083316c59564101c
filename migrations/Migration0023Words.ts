import { Migration } from '@mikro-orm/migrations';

/** How a restaurant says to its guests what we would say otherwise. */
export class Migration0023Words extends Migration {
  override up(): void {
    // A part that is null follows our own words. A row whose parts are all null stays: its version tells whoever
    // edits an older one.
    this.addSql(`
      CREATE TABLE message_words (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        kind text NOT NULL,
        channel text NOT NULL CHECK (channel IN ('email', 'sms')),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        subject text CHECK (length(subject) BETWEEN 1 AND 200),
        title text CHECK (length(title) BETWEEN 1 AND 200),
        body text CHECK (length(body) BETWEEN 1 AND 4000),
        button text CHECK (length(button) BETWEEN 1 AND 100),
        version int NOT NULL DEFAULT 1,
        saved_by uuid NOT NULL,
        saved_at timestamptz NOT NULL,
        PRIMARY KEY (restaurant_id, kind, channel, locale, organization_id),
        CHECK (channel = 'email' OR num_nonnulls(subject, title, button) = 0),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (saved_by, organization_id) REFERENCES staff_members (id, organization_id)
      )`);
    // Tests that somebody sent themselves, to count them.
    this.addSql(
      `CREATE INDEX messages_tests ON messages (organization_id, business_key text_pattern_ops) WHERE kind = 'test'`,
    );
  }
}
