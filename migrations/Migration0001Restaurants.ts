import { Migration } from '@mikro-orm/migrations';

/** Organisations, restaurants and their shifts; small functions that later migrations use. */
export class Migration0001Restaurants extends Migration {
  override up(): void {
    this.addSql('CREATE EXTENSION IF NOT EXISTS btree_gist');
    this.addSql('CREATE EXTENSION IF NOT EXISTS unaccent');

    // Instants leave the database as the API gives them, whatever the session's settings.
    this.addSql(`
      CREATE FUNCTION iso(instant timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      $$`);
    // Minutes since midnight of the day of service, which may exceed 1440, as people say them.
    this.addSql(`
      CREATE FUNCTION clock(minute int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT to_char((minute / 60) % 24, 'FM00') || ':' || to_char(minute % 60, 'FM00')
      $$`);

    this.addSql(`
      CREATE TABLE organizations (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CHECK (name <> ''),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);

    // The slug stands in addresses, so it is unique among all organisations: with organizations, this is one of
    // the two tables that a distributed PostgreSQL would copy everywhere instead of spreading.
    this.addSql(`
      CREATE TABLE restaurants (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL REFERENCES organizations,
        slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text NOT NULL CHECK (name <> ''),
        time_zone text NOT NULL,
        country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        phone text,
        email text,
        website text,
        street text NOT NULL DEFAULT '',
        postcode text NOT NULL DEFAULT '',
        city text NOT NULL DEFAULT '',
        accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
        min_party smallint NOT NULL DEFAULT 1 CHECK (min_party >= 1),
        max_party smallint NOT NULL DEFAULT 8 CHECK (max_party >= min_party),
        lead_minutes int NOT NULL DEFAULT 30 CHECK (lead_minutes >= 0),
        horizon_days int NOT NULL DEFAULT 90 CHECK (horizon_days BETWEEN 0 AND 730),
        buffer_minutes smallint NOT NULL DEFAULT 0 CHECK (buffer_minutes BETWEEN 0 AND 240),
        turn_times jsonb NOT NULL
          DEFAULT '[{"upTo":2,"minutes":90},{"upTo":4,"minutes":105},{"upTo":6,"minutes":120},{"upTo":200,"minutes":150}]',
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (id, organization_id)
      )`);

    this.addSql(`
      CREATE TABLE shifts (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        weekdays smallint[] NOT NULL CHECK (weekdays <@ ARRAY[1,2,3,4,5,6,7]::smallint[]),
        first_minute smallint NOT NULL CHECK (first_minute BETWEEN 0 AND 1439),
        last_minute smallint NOT NULL CHECK (last_minute >= first_minute AND last_minute < 1800),
        step_minutes smallint NOT NULL DEFAULT 15 CHECK (step_minutes IN (15, 20, 30, 60)),
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id)
      )`);
    this.addSql('CREATE INDEX ON shifts (restaurant_id)');
  }
}
