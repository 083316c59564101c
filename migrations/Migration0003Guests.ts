import { Migration } from '@mikro-orm/migrations';

/** The guest book: one person, one record; contacts that lead to it; words that find it; counters. */
export class Migration0003Guests extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE guests (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL REFERENCES organizations,
        first_name text NOT NULL,
        last_name text NOT NULL,
        email text,
        phone text CHECK (phone ~ '^\\+[1-9][0-9]{5,14}$'),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        tags text[] NOT NULL DEFAULT '{}',
        source text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        -- Counters of the whole organisation, kept by recount_guest, so that the list reads one table.
        visits int NOT NULL DEFAULT 0,
        no_shows int NOT NULL DEFAULT 0,
        cancellations int NOT NULL DEFAULT 0,
        first_visit date,
        last_visit date,
        PRIMARY KEY (id, organization_id),
        CHECK (first_name <> '' OR last_name <> '')
      )`);
    this.addSql(
      `CREATE INDEX guests_by_last_visit ON guests (organization_id, (coalesce(last_visit, '-infinity')) DESC, id DESC)`,
    );
    this.addSql('CREATE INDEX guests_by_first_visit ON guests (organization_id, first_visit)');

    // One guest for one contact: two first bookings with one number at one moment meet here. The contact is
    // written before its guest, hence the deferred key.
    this.addSql(`
      CREATE TABLE guest_contacts (
        organization_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('phone', 'email')),
        value text NOT NULL CHECK (value <> ''),
        guest_id uuid NOT NULL,
        PRIMARY KEY (organization_id, kind, value),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id)
          ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
      )`);
    this.addSql('CREATE INDEX ON guest_contacts (guest_id)');

    // What is typed in the search box is a beginning of one of these. "C" makes LIKE 'abc%' a range of the key.
    this.addSql(`
      CREATE TABLE guest_tokens (
        organization_id uuid NOT NULL,
        token text COLLATE "C" NOT NULL,
        guest_id uuid NOT NULL,
        PRIMARY KEY (organization_id, token, guest_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id)
          ON DELETE CASCADE
      )`);
    this.addSql('CREATE INDEX ON guest_tokens (guest_id)');

    this.addSql(`
      CREATE TABLE guest_statistics (
        organization_id uuid NOT NULL,
        guest_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        reservations int NOT NULL,
        visits int NOT NULL,
        no_shows int NOT NULL,
        cancellations int NOT NULL,
        covers int NOT NULL,
        first_visit date,
        last_visit date,
        PRIMARY KEY (organization_id, guest_id, restaurant_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id) ON DELETE CASCADE
      )`);
  }
}
