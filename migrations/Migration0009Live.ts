import { Migration } from '@mikro-orm/migrations';

/** Numbered events per restaurant, kept for a while so that a panel that was cut gets the rest. */
export class Migration0009Live extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE live_counters (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        last_number bigint NOT NULL,
        PRIMARY KEY (organization_id, restaurant_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);
    this.addSql(`
      CREATE TABLE live_events (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        number bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        event jsonb NOT NULL,
        PRIMARY KEY (organization_id, restaurant_id, number)
      )`);
    this.addSql('CREATE INDEX ON live_events (at)');

    // The counter's row is locked from here to the commit: numbers have no gaps and follow commits. Hence this is
    // the last thing a transaction does.
    this.addSql(`
      CREATE FUNCTION announce(organization uuid, restaurant uuid, what jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE n bigint;
      BEGIN
        INSERT INTO live_counters AS c (organization_id, restaurant_id, last_number) VALUES (organization, restaurant, 1)
        ON CONFLICT (organization_id, restaurant_id) DO UPDATE SET last_number = c.last_number + 1
        RETURNING last_number INTO n;
        INSERT INTO live_events (organization_id, restaurant_id, number, event) VALUES (organization, restaurant, n, what);
        PERFORM pg_notify('couvert_live', restaurant::text);
        RETURN n;
      END $$`);
  }
}
