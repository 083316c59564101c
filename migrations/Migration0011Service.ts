import { Migration } from '@mikro-orm/migrations';

/** Days that are not as usual, seasons, wider hours for the staff, rules of booking, tables that are no longer used. */
export class Migration0011Service extends Migration {
  override up(): void {
    // A day has one special rule at most, so that nobody has to know which of two wins.
    this.addSql(`
      CREATE TABLE special_days (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        from_day date NOT NULL,
        to_day date NOT NULL CHECK (to_day >= from_day),
        closed boolean NOT NULL,
        message_fr text CHECK (length(message_fr) BETWEEN 1 AND 300),
        message_en text CHECK (length(message_en) BETWEEN 1 AND 300),
        PRIMARY KEY (id, organization_id),
        CONSTRAINT one_special_rule_a_day EXCLUDE USING gist
          (organization_id WITH =, restaurant_id WITH =, daterange(from_day, to_day, '[]') WITH &&),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);

    // Shifts of a special day replace the usual ones there; they belong to no weekday.
    this.addSql(`
      ALTER TABLE shifts
        ADD special_day_id uuid,
        ADD valid_from date,
        ADD valid_to date,
        ADD staff_first_minute smallint,
        ADD staff_last_minute smallint,
        ADD turn_times jsonb,
        ADD CHECK (valid_to >= valid_from),
        ADD CHECK (staff_first_minute BETWEEN 0 AND first_minute),
        ADD CHECK (staff_last_minute >= last_minute AND staff_last_minute < 1800),
        ADD FOREIGN KEY (special_day_id, organization_id) REFERENCES special_days (id, organization_id) ON DELETE CASCADE`);

    // service_version: two who describe the service at one moment never overwrite each other.
    this.addSql(`
      ALTER TABLE restaurants
        ADD cutoff_minute smallint CHECK (cutoff_minute BETWEEN 0 AND 1439),
        ADD request_from smallint CHECK (request_from >= min_party),
        ADD service_version int NOT NULL DEFAULT 1`);

    // What reservations once sat at is retired, not deleted. A name is free again then; deferred, so that two
    // tables may change names in one save.
    for (const thing of ['areas', 'tables']) {
      this.addSql(`
        ALTER TABLE ${thing}
          ADD archived_at timestamptz,
          DROP CONSTRAINT ${thing}_organization_id_restaurant_id_name_key,
          ADD CONSTRAINT ${thing}_names EXCLUDE USING btree
            (organization_id WITH =, restaurant_id WITH =, name WITH =) WHERE (archived_at IS NULL)
            DEFERRABLE INITIALLY DEFERRED`);
    }
    this.addSql('ALTER TABLE areas ADD online boolean NOT NULL DEFAULT true');
    this.addSql(`
      ALTER TABLE tables
        ADD offered text NOT NULL DEFAULT 'online' CHECK (offered IN ('online', 'staff', 'walk_in'))`);
    this.addSql('CREATE INDEX ON tables (restaurant_id)');
    // Those that nobody answered expire, over all restaurants.
    this.addSql("CREATE INDEX reservations_requested ON reservations (starts_at) WHERE status = 'requested'");
  }
}
