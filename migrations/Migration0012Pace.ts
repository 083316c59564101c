import { Migration } from '@mikro-orm/migrations';

/**
 * How many covers and parties may arrive at one slot. A counter a slot, kept by a trigger on reservations, so that
 * it is right whoever writes them, and a CHECK, so that no two of them together go over.
 */
export class Migration0012Pace extends Migration {
  override up(): void {
    // { covers, parties, onlineCovers, onlineParties, exceptions: [{ minute, … }] }: what is not said is not limited.
    this.addSql(
      `ALTER TABLE shifts ADD pace jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pace) = 'object')`,
    );

    // beyond_*: how far the staff went over, knowingly. The caps are those of the last party that was taken.
    this.addSql(`
      CREATE TABLE slot_pace (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        service_date date NOT NULL,
        minute smallint NOT NULL,
        covers int NOT NULL DEFAULT 0 CHECK (covers >= 0),
        parties int NOT NULL DEFAULT 0 CHECK (parties >= 0),
        online_covers int NOT NULL DEFAULT 0 CHECK (online_covers >= 0),
        online_parties int NOT NULL DEFAULT 0 CHECK (online_parties >= 0),
        cap_covers int,
        cap_parties int,
        cap_online_covers int,
        cap_online_parties int,
        beyond_covers int NOT NULL DEFAULT 0,
        beyond_parties int NOT NULL DEFAULT 0,
        PRIMARY KEY (restaurant_id, service_date, minute, organization_id),
        CONSTRAINT no_slot_over_its_pace CHECK (
          covers <= cap_covers + beyond_covers AND parties <= cap_parties + beyond_parties
          AND online_covers <= cap_online_covers AND online_parties <= cap_online_parties)
      ) WITH (fillfactor = 70)`);
    this.addSql(`
      CREATE TABLE pace_raises (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        service_date date NOT NULL,
        minute smallint NOT NULL,
        reservation_id uuid NOT NULL,
        staff_id uuid NOT NULL,
        beyond_covers int NOT NULL,
        beyond_parties int NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (reservation_id, organization_id) REFERENCES reservations (id, organization_id),
        FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id)
      )`);
    this.addSql('CREATE INDEX ON pace_raises (restaurant_id, service_date)');
    // What may arrive at a slot; pace.ts says the same to those who look, and a test holds the two together.
    this.addSql(`
      CREATE FUNCTION pace_cap(organization uuid, restaurant uuid, day date, at_minute int, shift text)
      RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
      BEGIN
        RETURN coalesce((
          SELECT (s.pace - 'exceptions') || coalesce((
                   SELECT e - 'minute' FROM jsonb_array_elements(s.pace->'exceptions') AS e
                    WHERE (e->>'minute')::int = at_minute LIMIT 1), '{}')
            FROM shifts s
            LEFT JOIN special_days d ON d.id = s.special_day_id AND d.organization_id = s.organization_id
           WHERE s.restaurant_id = restaurant AND s.organization_id = organization AND s.name = shift
             AND at_minute BETWEEN coalesce(s.staff_first_minute, s.first_minute)
                               AND coalesce(s.staff_last_minute, s.last_minute)
             AND CASE WHEN d.id IS NOT NULL THEN day BETWEEN d.from_day AND d.to_day
                      ELSE extract(isodow FROM day)::smallint = ANY (s.weekdays)
                           AND (s.valid_from IS NULL OR s.valid_from <= day)
                           AND (s.valid_to IS NULL OR s.valid_to >= day) END
           ORDER BY d.id IS NULL, s.first_minute LIMIT 1), '{}');
      END $$`);

    // The counter's row is taken in one statement, and the CHECK looks at it there.
    this.addSql(`
      CREATE FUNCTION take_pace(taken reservations) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        caps jsonb := pace_cap(taken.organization_id, taken.restaurant_id, taken.service_date, taken.minute, taken.shift_name);
        online int := is_online(taken)::int;
        raised slot_pace;
      BEGIN
        INSERT INTO slot_pace (organization_id, restaurant_id, service_date, minute)
        VALUES (taken.organization_id, taken.restaurant_id, taken.service_date, taken.minute) ON CONFLICT DO NOTHING;
        UPDATE slot_pace
           SET covers = covers + taken.party, parties = parties + 1,
               online_covers = online_covers + online * taken.party, online_parties = online_parties + online,
               cap_covers = (caps->>'covers')::int, cap_parties = (caps->>'parties')::int,
               -- A limit that was lowered below what is there already holds for guests, not for the staff's own.
               cap_online_covers = CASE WHEN online = 1 THEN (caps->>'onlineCovers')::int ELSE cap_online_covers END,
               cap_online_parties = CASE WHEN online = 1 THEN (caps->>'onlineParties')::int ELSE cap_online_parties END,
               beyond_covers = CASE WHEN taken.overbooked_by IS NULL THEN beyond_covers
                 ELSE greatest(beyond_covers, coalesce(covers + taken.party - (caps->>'covers')::int, 0)) END,
               beyond_parties = CASE WHEN taken.overbooked_by IS NULL THEN beyond_parties
                 ELSE greatest(beyond_parties, coalesce(parties + 1 - (caps->>'parties')::int, 0)) END
         WHERE restaurant_id = taken.restaurant_id AND organization_id = taken.organization_id
           AND service_date = taken.service_date AND minute = taken.minute
        RETURNING * INTO raised;
        IF taken.overbooked_by IS NOT NULL AND (raised.beyond_covers > 0 OR raised.beyond_parties > 0) THEN
          INSERT INTO pace_raises (organization_id, restaurant_id, service_date, minute, reservation_id, staff_id,
                                   beyond_covers, beyond_parties)
          VALUES (taken.organization_id, taken.restaurant_id, taken.service_date, taken.minute, taken.id,
                  taken.overbooked_by, raised.beyond_covers, raised.beyond_parties);
        END IF;
      END $$`);
    // What the staff went over shrinks with those who leave: their place is nobody else's.
    this.addSql(`
      CREATE FUNCTION give_back_pace(given reservations) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE online int := is_online(given)::int;
      BEGIN
        UPDATE slot_pace
           SET covers = covers - given.party, parties = parties - 1,
               online_covers = online_covers - online * given.party, online_parties = online_parties - online,
               beyond_covers = least(beyond_covers, greatest(0, coalesce(covers - given.party - cap_covers, 0))),
               beyond_parties = least(beyond_parties, greatest(0, coalesce(parties - 1 - cap_parties, 0)))
         WHERE restaurant_id = given.restaurant_id AND organization_id = given.organization_id
           AND service_date = given.service_date AND minute = given.minute;
      END $$`);

    // Walk-ins stand at the door already: they are in nobody's pace. What the staff took beyond the limit is theirs,
    // whoever booked it first.
    this.addSql(`
      CREATE FUNCTION is_online(r reservations) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT r.source NOT IN ('staff', 'walk_in') AND r.overbooked_by IS NULL
      $$`);
    this.addSql(`
      CREATE FUNCTION is_paced(r reservations) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT r.source <> 'walk_in' AND r.status IN ('requested', 'confirmed', 'arrived', 'seated', 'finished')
      $$`);
    this.addSql(`
      CREATE FUNCTION keep_pace() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF is_paced(OLD) AND is_paced(NEW) AND OLD.overbooked_by IS NOT DISTINCT FROM NEW.overbooked_by
             AND (OLD.service_date, OLD.minute, OLD.party, OLD.restaurant_id)
               = (NEW.service_date, NEW.minute, NEW.party, NEW.restaurant_id) THEN
            RETURN NULL;
          END IF;
          IF is_paced(OLD) THEN PERFORM give_back_pace(OLD); END IF;
        END IF;
        IF is_paced(NEW) THEN PERFORM take_pace(NEW); END IF;
        RETURN NULL;
      END $$`);
    // At the very end of the transaction, under the restaurant's event counter: a slot's row is held for as short as
    // can be, and never while something else is waited for. A verb that wants to know earlier sets the constraint
    // immediate as the last thing it does.
    this.addSql(`
      CREATE CONSTRAINT TRIGGER reservations_pace
        AFTER INSERT OR UPDATE OF status, party, service_date, minute, overbooked_by ON reservations
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_pace()`);

    // For what was written while the trigger was off. No limit is looked at: these are there already.
    this.addSql(`
      CREATE FUNCTION count_pace() RETURNS void LANGUAGE sql AS $$
        DELETE FROM slot_pace;
        INSERT INTO slot_pace (organization_id, restaurant_id, service_date, minute, covers, parties, online_covers, online_parties)
        SELECT r.organization_id, r.restaurant_id, r.service_date, r.minute, sum(r.party), count(*),
               coalesce(sum(r.party) FILTER (WHERE is_online(r)), 0), count(*) FILTER (WHERE is_online(r))
          FROM reservations r WHERE is_paced(r) GROUP BY 1, 2, 3, 4
      $$`);
    this.addSql('SELECT count_pace()');
  }
}
