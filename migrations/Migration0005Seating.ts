import { Migration } from '@mikro-orm/migrations';

/** Areas, tables, combinations, and the claims that keep a table for a time span. */
export class Migration0005Seating extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE areas (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        position smallint NOT NULL DEFAULT 0,
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, restaurant_id, name),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);
    this.addSql(`
      CREATE TABLE tables (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        area_id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        min_seats smallint NOT NULL CHECK (min_seats >= 1),
        max_seats smallint NOT NULL CHECK (max_seats >= min_seats),
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, restaurant_id, name),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (area_id, organization_id) REFERENCES areas (id, organization_id)
      )`);
    this.addSql(`
      CREATE TABLE combinations (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        area_id uuid NOT NULL,
        table_ids uuid[] NOT NULL CHECK (cardinality(table_ids) >= 2),
        min_seats smallint NOT NULL CHECK (min_seats >= 1),
        max_seats smallint NOT NULL CHECK (max_seats >= min_seats),
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (area_id, organization_id) REFERENCES areas (id, organization_id)
      )`);

    // "holder" is what the table is kept for: a reservation, later also a hold or a walk-in. Those are younger
    // modules, so there is no foreign key to them.
    this.addSql(`
      CREATE TABLE claims (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        table_id uuid NOT NULL,
        holder_id uuid NOT NULL,
        service_date date NOT NULL,
        during tstzrange NOT NULL CHECK (NOT isempty(during)),
        live boolean NOT NULL DEFAULT true,
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (table_id, organization_id) REFERENCES tables (id, organization_id),
        CONSTRAINT no_table_twice EXCLUDE USING gist
          (organization_id WITH =, table_id WITH =, during WITH &&) WHERE (live)
      )`);
    this.addSql('CREATE INDEX claims_by_holder ON claims (holder_id, organization_id)');
    this.addSql('CREATE INDEX claims_of_day ON claims (restaurant_id, service_date) WHERE live');
    this.addSql('CREATE INDEX claims_ending ON claims (upper(during)) WHERE live');
  }
}
