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
  }
}
