import { Migration } from '@mikro-orm/migrations';

/** What is not offered for a time: the house, a shift, a slot, an area or a table. */
export class Migration0013Pauses extends Migration {
  override up(): void {
    // Days of service and minutes of them, as people say it. No minutes: the whole day.
    this.addSql(`
      CREATE TABLE pauses (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL CHECK (to_day >= from_day),
        from_minute smallint NOT NULL DEFAULT 0 CHECK (from_minute BETWEEN 0 AND 1799),
        to_minute smallint NOT NULL DEFAULT 1799 CHECK (to_minute >= from_minute AND to_minute <= 1799),
        shift_name text,
        area_id uuid,
        table_id uuid,
        note text CHECK (length(note) BETWEEN 1 AND 300),
        staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, organization_id),
        CHECK (num_nonnulls(shift_name, area_id, table_id) <= 1),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (area_id, organization_id) REFERENCES areas (id, organization_id) ON DELETE CASCADE,
        FOREIGN KEY (table_id, organization_id) REFERENCES tables (id, organization_id) ON DELETE CASCADE,
        FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id)
      )`);
    this.addSql('CREATE INDEX ON pauses (restaurant_id, to_day)');
  }
}
