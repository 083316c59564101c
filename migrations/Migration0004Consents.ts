import { Migration } from '@mikro-orm/migrations';

/** What each guest agreed to: a ledger that only grows, and where each channel stands by it. */
export class Migration0004Consents extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE consents (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        guest_id uuid NOT NULL,
        channel text NOT NULL CHECK (channel IN ('email', 'sms', 'whatsapp')),
        state text NOT NULL CHECK (state IN ('implicit', 'explicit', 'unsubscribed')),
        source text NOT NULL,
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        words text NOT NULL CHECK (words <> ''),
        words_version text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id),
        -- F85: staff may take a consent away, never give one.
        CONSTRAINT staff_cannot_grant CHECK (NOT (source = 'staff' AND state <> 'unsubscribed'))
      )`);
    this.addSql('CREATE INDEX ON consents (guest_id, restaurant_id, at DESC)');

    this.addSql(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% only grows: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $$`);
    this.addSql(`
      CREATE TRIGGER consents_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON consents
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);

    this.addSql(`
      CREATE TABLE consent_standings (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        guest_id uuid NOT NULL,
        channel text NOT NULL,
        state text NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (organization_id, guest_id, restaurant_id, channel),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id)
      )`);
    this.addSql(
      `CREATE INDEX consent_standings_explicit ON consent_standings (organization_id, restaurant_id, channel) WHERE state = 'explicit'`,
    );
    // Written by the ledger alone, so that the two cannot disagree. A yes said again keeps its first date.
    this.addSql(`
      CREATE FUNCTION keep_consent_standing() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO consent_standings (organization_id, restaurant_id, guest_id, channel, state, since)
        VALUES (NEW.organization_id, NEW.restaurant_id, NEW.guest_id, NEW.channel, NEW.state, NEW.at)
        ON CONFLICT (organization_id, guest_id, restaurant_id, channel) DO UPDATE
          SET since = CASE WHEN consent_standings.state = EXCLUDED.state THEN consent_standings.since ELSE EXCLUDED.since END,
              state = EXCLUDED.state;
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER consents_keep_standing AFTER INSERT ON consents
        FOR EACH ROW EXECUTE FUNCTION keep_consent_standing()`);
  }
}
