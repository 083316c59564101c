import { Migration } from '@mikro-orm/migrations';

/** Tables kept for a few minutes while a guest fills in the form. */
export class Migration0015Holds extends Migration {
  override up(): void {
    this.addSql(
      'ALTER TABLE restaurants ADD COLUMN hold_minutes smallint NOT NULL DEFAULT 5 CHECK (hold_minutes BETWEEN 1 AND 30)',
    );
    // A claim that ends by itself; null is one that its holder gives up.
    this.addSql('ALTER TABLE claims ADD COLUMN keep_until timestamptz');
    this.addSql(
      'CREATE INDEX claims_ending_by_themselves ON claims (restaurant_id, keep_until) WHERE keep_until IS NOT NULL',
    );
    // asked_from: a seal of the address, not the address; gone with the hold.
    this.addSql(`
      CREATE TABLE holds (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        keep_until timestamptz NOT NULL,
        asked_from text NOT NULL,
        idempotency_key text,
        request_hash text,
        PRIMARY KEY (id, organization_id),
        UNIQUE (idempotency_key, restaurant_id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);
    this.addSql('CREATE INDEX ON holds (asked_from)');
    this.addSql('CREATE INDEX ON holds (keep_until)');
  }
}
