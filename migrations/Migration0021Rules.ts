import { Migration } from '@mikro-orm/migrations';

/**
 * What guests may do by themselves and until when, what they are asked for, from when on they are asked to wait for an
 * answer, what they are written to; and who saved all that last.
 */
export class Migration0021Rules extends Migration {
  override up(): void {
    // Hours before they are expected. no_show_limit: null is no limit. reminder_hours: null is the day before from
    // 10:00. Thanks begin when a restaurant wants them.
    this.addSql(`
      ALTER TABLE restaurants
        ADD guest_changes boolean NOT NULL DEFAULT true,
        ADD change_hours smallint NOT NULL DEFAULT 0 CHECK (change_hours BETWEEN 0 AND 720),
        ADD guest_cancels boolean NOT NULL DEFAULT true,
        ADD cancel_hours smallint NOT NULL DEFAULT 0 CHECK (cancel_hours BETWEEN 0 AND 720),
        ADD no_show_limit smallint CHECK (no_show_limit BETWEEN 1 AND 20),
        ADD ask_email text NOT NULL DEFAULT 'optional' CHECK (ask_email IN ('required', 'optional', 'hidden')),
        ADD ask_phone text NOT NULL DEFAULT 'required' CHECK (ask_phone IN ('required', 'optional', 'hidden')),
        ADD ask_last_name text NOT NULL DEFAULT 'required' CHECK (ask_last_name IN ('required', 'optional', 'hidden')),
        ADD ask_remark boolean NOT NULL DEFAULT true,
        ADD ask_occasion boolean NOT NULL DEFAULT true,
        ADD CONSTRAINT guests_leave_a_contact CHECK ('required' IN (ask_email, ask_phone)),
        ADD reminder boolean NOT NULL DEFAULT true,
        ADD reminder_hours smallint CHECK (reminder_hours BETWEEN 1 AND 168),
        ADD thanks boolean NOT NULL DEFAULT false,
        ADD thanks_hours smallint NOT NULL DEFAULT 12 CHECK (thanks_hours BETWEEN 1 AND 168),
        ADD service_saved_by uuid,
        ADD FOREIGN KEY (service_saved_by, organization_id) REFERENCES staff_members (id, organization_id)`);
    // Later than the restaurant lets guests cancel by themselves, whoever wrote it down.
    this.addSql('ALTER TABLE reservations ADD cancelled_late boolean NOT NULL DEFAULT false');
    this.addSql(
      `CREATE INDEX reservations_missed ON reservations (organization_id, guest_id, service_date) WHERE status = 'no_show'`,
    );
    // Whom to thank, over all restaurants.
    this.addSql(
      `CREATE INDEX reservations_finished ON reservations (status_at) WHERE status = 'finished' AND email IS NOT NULL`,
    );
    this.holdsArePaced();
  }

  /** A hold is expected at its slot as a booking is, until it ends. */
  private holdsArePaced(): void {
    // counted: it is in slot_pace. let_go: said before it is deleted, so that what it had at its slot is given back
    // at the end of the transaction, before whoever booked with it is counted there.
    this.addSql(`
      ALTER TABLE holds
        ADD service_date date,
        ADD minute smallint,
        ADD party smallint,
        ADD shift_name text,
        ADD counted boolean NOT NULL DEFAULT false,
        ADD let_go boolean NOT NULL DEFAULT false,
        ADD CHECK (NOT counted OR num_nulls(service_date, minute, party, shift_name) = 0)`);
    this.addSql('CREATE INDEX holds_of_slot ON holds (restaurant_id, service_date, minute) WHERE counted');
    // As a booking that a guest made by themselves would be.
    this.addSql(`
      CREATE FUNCTION arrival_of(held holds) RETURNS reservations LANGUAGE plpgsql IMMUTABLE AS $$
      DECLARE r reservations;
      BEGIN
        r.organization_id := held.organization_id;
        r.restaurant_id := held.restaurant_id;
        r.service_date := held.service_date;
        r.minute := held.minute;
        r.party := held.party;
        r.shift_name := held.shift_name;
        r.source := 'widget';
        r.status := 'confirmed';
        RETURN r;
      END $$`);
    this.addSql(`
      CREATE FUNCTION let_go_of_pace() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM give_back_pace(arrival_of(OLD));
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE CONSTRAINT TRIGGER holds_pace AFTER UPDATE OF let_go ON holds DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (OLD.counted AND NEW.let_go AND NOT OLD.let_go) EXECUTE FUNCTION let_go_of_pace()`);
    // Nobody waits for a job: whoever is counted at a slot counts those out first whose minutes are over. What
    // somebody else lets go of at this moment is left to them.
    this.addSql(`
      CREATE FUNCTION forget_pace_of_old_holds(restaurant uuid, day date, at_minute int) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE old holds;
      BEGIN
        FOR old IN
          SELECT * FROM holds
           WHERE restaurant_id = restaurant AND service_date = day AND minute = at_minute AND counted
             AND keep_until <= clock_timestamp() FOR UPDATE SKIP LOCKED
        LOOP
          UPDATE holds SET counted = false WHERE id = old.id AND organization_id = old.organization_id;
          PERFORM give_back_pace(arrival_of(old));
        END LOOP;
      END $$`);
    this.addSql(`
      CREATE OR REPLACE FUNCTION keep_pace() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF is_paced(OLD) AND is_paced(NEW) AND OLD.overbooked_by IS NOT DISTINCT FROM NEW.overbooked_by
             AND (OLD.service_date, OLD.minute, OLD.party, OLD.restaurant_id)
               = (NEW.service_date, NEW.minute, NEW.party, NEW.restaurant_id) THEN
            RETURN NULL;
          END IF;
          IF is_paced(OLD) THEN PERFORM give_back_pace(OLD); END IF;
        END IF;
        IF is_paced(NEW) THEN
          PERFORM forget_pace_of_old_holds(NEW.restaurant_id, NEW.service_date, NEW.minute);
          PERFORM take_pace(NEW);
        END IF;
        RETURN NULL;
      END $$`);
    // Counted anew from reservations alone: a hold lives for minutes.
    this.addSql(`
      CREATE OR REPLACE FUNCTION count_pace() RETURNS void LANGUAGE sql AS $$
        UPDATE holds SET counted = false WHERE counted;
        DELETE FROM slot_pace;
        INSERT INTO slot_pace (organization_id, restaurant_id, service_date, minute, covers, parties, online_covers, online_parties)
        SELECT r.organization_id, r.restaurant_id, r.service_date, r.minute, sum(r.party), count(*),
               coalesce(sum(r.party) FILTER (WHERE is_online(r)), 0), count(*) FILTER (WHERE is_online(r))
          FROM reservations r WHERE is_paced(r) GROUP BY 1, 2, 3, 4
      $$`);
  }
}
