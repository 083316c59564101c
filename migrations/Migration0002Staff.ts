import { Migration } from '@mikro-orm/migrations';

/** The people who work here, their sessions, and failed sign-ins (which slow the next ones). */
export class Migration0002Staff extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE staff_members (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL REFERENCES organizations,
        email text NOT NULL CHECK (email = lower(email)),
        name text NOT NULL CHECK (name <> ''),
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'host')),
        locale text NOT NULL DEFAULT 'fr' CHECK (locale IN ('fr', 'en')),
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (id, organization_id),
        UNIQUE (organization_id, email)
      )`);
    this.addSql('CREATE INDEX ON staff_members (email)');

    // The cookie holds the secret; the database holds its hash, so that a copy of it opens no session.
    this.addSql(`
      CREATE TABLE staff_sessions (
        secret_hash text NOT NULL,
        organization_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (secret_hash, organization_id),
        FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id) ON DELETE CASCADE
      )`);
    this.addSql('CREATE INDEX ON staff_sessions (expires_at)');

    this.addSql(`
      CREATE TABLE sign_in_failures (
        who text PRIMARY KEY,
        failures int NOT NULL,
        last_at timestamptz NOT NULL,
        free_at timestamptz NOT NULL
      )`);
  }
}
