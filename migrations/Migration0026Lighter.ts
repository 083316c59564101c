import { Migration } from '@mikro-orm/migrations';

/** What is promised stays promised, and costs a booking less: kept once a statement where it was once a row. */
export class Migration0026Lighter extends Migration {
  override up(): void {
    this.wordsOfTimeAreInlined();
    this.tokensHaveTheirGuest();
    this.standingsFollowTogether();
    this.newReservationsAreCountedTogether();
    this.paceOfATurnIsTakenTogether();
  }

  /**
   * to_char() is stable. The planner does not see through a function that calls itself immutable and holds it, and
   * would run it as a statement of its own for each of the dozen moments of a row.
   */
  private wordsOfTimeAreInlined(): void {
    this.addSql('ALTER FUNCTION iso(timestamptz) STABLE');
    this.addSql('ALTER FUNCTION clock(int) STABLE');
  }

  /**
   * A guest has a dozen words to be found by, and a foreign key looks for the guest once for each of them. The same
   * promise, kept for all words of a statement at once; the key stays written down.
   */
  private tokensHaveTheirGuest(): void {
    this.addSql(
      'ALTER TABLE guest_tokens ALTER CONSTRAINT guest_tokens_guest_id_organization_id_fkey NOT ENFORCED',
    );
    this.addSql(`
      CREATE FUNCTION tokens_have_guest() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE found int;
      BEGIN
        PERFORM 1 FROM (SELECT DISTINCT guest_id, organization_id FROM written) AS w
          CROSS JOIN LATERAL (
            SELECT 1 FROM guests g WHERE g.id = w.guest_id AND g.organization_id = w.organization_id FOR KEY SHARE) AS g;
        GET DIAGNOSTICS found = ROW_COUNT;
        IF found <> (SELECT count(*) FROM (SELECT DISTINCT guest_id, organization_id FROM written) AS w) THEN
          RAISE EXCEPTION 'a search word of nobody' USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NULL;
      END $$`);
    for (const [name, event] of [
      ['guest_tokens_written', 'INSERT'],
      ['guest_tokens_changed', 'UPDATE'],
    ]) {
      this.addSql(`
        CREATE TRIGGER ${name} AFTER ${event} ON guest_tokens REFERENCING NEW TABLE AS written
          FOR EACH STATEMENT EXECUTE FUNCTION tokens_have_guest()`);
    }
    this.addSql(`
      CREATE FUNCTION forget_guest_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        DELETE FROM guest_tokens WHERE guest_id = OLD.id AND organization_id = OLD.organization_id;
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER guests_forget_tokens AFTER DELETE ON guests
        FOR EACH ROW EXECUTE FUNCTION forget_guest_tokens()`);
  }

  /** As it was, for all lines of a statement. Of several lines of one guest and channel, each after the one before it. */
  private standingsFollowTogether(): void {
    this.addSql('DROP TRIGGER consents_keep_standing ON consents');
    this.addSql(`
      CREATE OR REPLACE FUNCTION keep_consent_standing() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        line int := 0;
        lines int := (SELECT max(n) FROM (
          SELECT row_number() OVER (PARTITION BY organization_id, guest_id, restaurant_id, channel) AS n FROM written) AS w);
      BEGIN
        WHILE line < lines LOOP
          line := line + 1;
          INSERT INTO consent_standings (organization_id, restaurant_id, guest_id, channel, state, since)
          SELECT organization_id, restaurant_id, guest_id, channel, state, at FROM (
            SELECT *, row_number() OVER (
                     PARTITION BY organization_id, guest_id, restaurant_id, channel ORDER BY at, id) AS n FROM written) AS w
           WHERE n = line
          ON CONFLICT (organization_id, guest_id, restaurant_id, channel) DO UPDATE
            SET since = CASE WHEN consent_standings.state = EXCLUDED.state THEN consent_standings.since ELSE EXCLUDED.since END,
                state = EXCLUDED.state;
        END LOOP;
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER consents_keep_standing AFTER INSERT ON consents REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION keep_consent_standing()`);
  }

  /**
   * Counted anew as before, but all guests of a statement at once; and a guest of whom nothing changes is not written
   * again: with the row go all its indexes.
   */
  private newReservationsAreCountedTogether(): void {
    // Guests are taken first, in one order, so that two changes at one moment count one after the other. NO KEY: the
    // foreign key of the new reservation holds the row's key already, in both, and they would deadlock.
    this.addSql(`
      CREATE FUNCTION recount_guests(organization uuid, guests_counted uuid[], restaurant uuid) RETURNS void
      LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
      BEGIN
        PERFORM 1 FROM guests WHERE id = ANY (guests_counted) AND organization_id = organization
          ORDER BY id FOR NO KEY UPDATE;
        INSERT INTO guest_statistics AS s
          (organization_id, guest_id, restaurant_id, reservations, visits, no_shows, cancellations, covers, first_visit, last_visit)
        SELECT organization, g.id, restaurant, t.* FROM unnest(guests_counted) AS g (id)
         CROSS JOIN LATERAL (
           SELECT count(*),
                  count(*) FILTER (WHERE status IN ('arrived', 'seated', 'finished')),
                  count(*) FILTER (WHERE status = 'no_show'),
                  count(*) FILTER (WHERE status = 'cancelled'),
                  coalesce(sum(party) FILTER (WHERE status IN ('arrived', 'seated', 'finished')), 0),
                  min(service_date) FILTER (WHERE status NOT IN ('cancelled', 'declined', 'expired')),
                  max(service_date) FILTER (WHERE status NOT IN ('cancelled', 'declined', 'expired'))
             FROM reservations r
            WHERE r.guest_id = g.id AND r.organization_id = organization AND r.restaurant_id = restaurant) AS t
        ON CONFLICT (organization_id, guest_id, restaurant_id) DO UPDATE
          SET reservations = EXCLUDED.reservations, visits = EXCLUDED.visits, no_shows = EXCLUDED.no_shows,
              cancellations = EXCLUDED.cancellations, covers = EXCLUDED.covers,
              first_visit = EXCLUDED.first_visit, last_visit = EXCLUDED.last_visit;
        UPDATE guests g
           SET visits = t.visits, no_shows = t.no_shows, cancellations = t.cancellations,
               first_visit = t.first_visit, last_visit = t.last_visit
          FROM unnest(guests_counted) AS c (id)
         CROSS JOIN LATERAL (
           SELECT sum(s.visits) AS visits, sum(s.no_shows) AS no_shows, sum(s.cancellations) AS cancellations,
                  min(s.first_visit) AS first_visit, max(s.last_visit) AS last_visit
             FROM guest_statistics s WHERE s.organization_id = organization AND s.guest_id = c.id) AS t
         WHERE g.id = c.id AND g.organization_id = organization
           AND (g.visits, g.no_shows, g.cancellations, g.first_visit, g.last_visit)
               IS DISTINCT FROM (t.visits, t.no_shows, t.cancellations, t.first_visit, t.last_visit);
      END $$`);
    this.addSql(`
      CREATE OR REPLACE FUNCTION recount_guest() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM recount_guests(NEW.organization_id, ARRAY[NEW.guest_id], NEW.restaurant_id);
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE FUNCTION recount_guests_written() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM recount_guests(w.organization_id, w.guests, w.restaurant_id)
           FROM (SELECT organization_id, restaurant_id, array_agg(DISTINCT guest_id) AS guests
                   FROM written GROUP BY organization_id, restaurant_id) AS w;
        RETURN NULL;
      END $$`);
    this.addSql('DROP TRIGGER reservations_recount ON reservations');
    this.addSql(`
      CREATE TRIGGER reservations_recount AFTER INSERT ON reservations REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION recount_guests_written()`);
    this.addSql(`
      CREATE TRIGGER reservations_recount_changed AFTER UPDATE OF status, party, service_date, guest_id ON reservations
        FOR EACH ROW EXECUTE FUNCTION recount_guest()`);
  }

  /**
   * Who writes many bookings with one statement counts them at their slots with one as well, when they are announced
   * (take_pace_of in together.sql), and says so while they are inserted. Nobody else says it.
   */
  private paceOfATurnIsTakenTogether(): void {
    this.addSql('DROP TRIGGER reservations_pace ON reservations');
    this.addSql(`
      CREATE CONSTRAINT TRIGGER reservations_pace AFTER INSERT ON reservations DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (current_setting('couvert.pace', true) IS DISTINCT FROM 'counted together')
        EXECUTE FUNCTION keep_pace()`);
    this.addSql(`
      CREATE CONSTRAINT TRIGGER reservations_pace_changed
        AFTER UPDATE OF status, party, service_date, minute, overbooked_by ON reservations
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_pace()`);
  }
}
