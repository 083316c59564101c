import { Migration } from '@mikro-orm/migrations';

/** Who waits: for a table of a full day, which is then offered under a hold, and at the door tonight. */
export class Migration0018Waitlist extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE restaurants
        ADD COLUMN waitlist_open boolean NOT NULL DEFAULT true,
        ADD COLUMN waitlist_offer_minutes smallint NOT NULL DEFAULT 15 CHECK (waitlist_offer_minutes BETWEEN 5 AND 240)`);
    // Minutes count from midnight of the day of service, as everywhere. The name and the contact are those that were
    // given for this wait: a message about it goes there and nowhere else.
    // priority: higher is asked first. Nothing raises it yet (docs/decisions/waitlist.md).
    // offer: { minute, time, shift, startsAt, endsAt, freeAt, request, tables, tableIds, by }, while it stands.
    // revision: grows with every change, so that a message or a job about an earlier state knows that it is late.
    this.addSql(`
      CREATE TABLE waits (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('list', 'queue')),
        guest_id uuid,
        status text NOT NULL DEFAULT 'waiting' CHECK (status IN
          ('waiting', 'offered', 'taken', 'passed', 'notified', 'seated', 'left', 'withdrawn', 'gave_up', 'expired')),
        status_at timestamptz NOT NULL,
        service_date date NOT NULL,
        from_minute smallint CHECK (from_minute BETWEEN 0 AND 1799),
        to_minute smallint CHECK (to_minute BETWEEN from_minute AND 1799),
        party smallint NOT NULL CHECK (party BETWEEN 1 AND 200),
        area text,
        remark text CHECK (length(remark) BETWEEN 1 AND 1000),
        source text NOT NULL CHECK (source IN ('widget', 'page', 'chat', 'whatsapp', 'staff', 'walk_in')),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        first_name text NOT NULL,
        last_name text NOT NULL,
        email text,
        phone text,
        priority int NOT NULL DEFAULT 0,
        joined_at timestamptz NOT NULL,
        added_by uuid,
        conversation_id uuid,
        notify boolean NOT NULL DEFAULT true,
        hold_id uuid,
        offer jsonb,
        offered_until timestamptz,
        offers int NOT NULL DEFAULT 0,
        quoted_minutes smallint,
        notified_at timestamptz,
        reservation_id uuid,
        revision int NOT NULL DEFAULT 0,
        idempotency_key text,
        request_hash text,
        PRIMARY KEY (id, organization_id),
        UNIQUE (idempotency_key, restaurant_id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id),
        FOREIGN KEY (added_by, organization_id) REFERENCES staff_members (id, organization_id),
        FOREIGN KEY (conversation_id, organization_id) REFERENCES conversations (id, organization_id),
        FOREIGN KEY (reservation_id, organization_id) REFERENCES reservations (id, organization_id),
        CHECK ((kind = 'list') = (from_minute IS NOT NULL AND to_minute IS NOT NULL)),
        CHECK (kind = 'queue' OR guest_id IS NOT NULL),
        CHECK ((status = 'offered') = (offer IS NOT NULL AND hold_id IS NOT NULL AND offered_until IS NOT NULL)),
        CHECK (status NOT IN ('taken', 'seated') OR reservation_id IS NOT NULL)
      )`);
    // Nobody stands on the list of a day twice with one party, whichever contact they give.
    for (const contact of ['phone', 'email']) {
      this.addSql(`
        CREATE UNIQUE INDEX nobody_waits_twice_by_${contact} ON waits
          (${contact}, restaurant_id, service_date, party, organization_id)
          WHERE kind = 'list' AND status IN ('waiting', 'offered')`);
    }
    // A hold is offered to one of them.
    this.addSql(
      'CREATE UNIQUE INDEX no_hold_offered_twice ON waits (hold_id, organization_id) WHERE hold_id IS NOT NULL',
    );
    this.addSql('CREATE INDEX waits_of_day ON waits (restaurant_id, service_date)');
    this.addSql(
      `CREATE INDEX waits_to_be_asked ON waits (restaurant_id, service_date) WHERE kind = 'list' AND status = 'waiting'`,
    );
    this.addSql(`CREATE INDEX waits_offered ON waits (offered_until) WHERE status = 'offered'`);
    this.addSql(
      `CREATE INDEX waits_open ON waits (service_date) WHERE status IN ('waiting', 'offered', 'notified')`,
    );
    this.addSql('CREATE INDEX waits_of_guest ON waits (organization_id, guest_id)');

    this.addSql(`
      CREATE TABLE wait_changes (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        wait_id uuid NOT NULL,
        from_status text NOT NULL,
        to_status text NOT NULL,
        by_whom text NOT NULL CHECK (by_whom IN ('guest', 'staff', 'clock')),
        staff_id uuid,
        offer jsonb,
        undoes uuid,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, organization_id),
        -- A change is taken back once, however often the button is pressed.
        UNIQUE (undoes, organization_id),
        FOREIGN KEY (wait_id, organization_id) REFERENCES waits (id, organization_id),
        FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id)
      )`);
    this.addSql('CREATE INDEX ON wait_changes (organization_id, wait_id, at DESC, id DESC)');

    // What is freed calls the waitlist, without knowing it: whoever lets go of a table (a cancellation, a no-show, a
    // change, a hold) leaves a job behind, in the same transaction, if somebody waits for that day. A job each and no
    // key that two of them would share: whoever frees a table waits for nobody. Rounds are safe to repeat.
    this.addSql(`
      CREATE FUNCTION call_waitlist(organization uuid, restaurant uuid, day date) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM graphile_worker.add_job(
                  'waitlist_round', json_build_object('restaurant', restaurant, 'day', d.service_date), max_attempts := 12,
                  -- Hundreds of tables may be saved at once, under the restaurant's row: those are one round.
                  job_key := CASE WHEN call_waitlist.day IS NULL THEN 'waitlist:' || restaurant || ':' || d.service_date END)
           FROM (SELECT DISTINCT service_date FROM waits
                  WHERE restaurant_id = restaurant AND organization_id = organization AND kind = 'list'
                    AND status = 'waiting'
                    AND (call_waitlist.day IS NULL
                         OR service_date BETWEEN call_waitlist.day - 1 AND call_waitlist.day + 1)) d;
      END $$`);
    this.addSql(`
      CREATE FUNCTION claim_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM call_waitlist(OLD.organization_id, OLD.restaurant_id, OLD.service_date);
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER claims_call_waitlist_gone AFTER DELETE ON claims
        FOR EACH ROW WHEN (OLD.live) EXECUTE FUNCTION claim_let_go()`);
    this.addSql(`
      CREATE TRIGGER claims_call_waitlist_released AFTER UPDATE OF live ON claims
        FOR EACH ROW WHEN (OLD.live AND NOT NEW.live) EXECUTE FUNCTION claim_let_go()`);
    // And whoever describes the service anew: each change of it, its tables and its pauses is one of the restaurant's row
    // (Migration0022).
    this.addSql(`
      CREATE FUNCTION service_described() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM call_waitlist(NEW.organization_id, NEW.id, NULL);
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER restaurants_call_waitlist AFTER UPDATE ON restaurants
        FOR EACH ROW EXECUTE FUNCTION service_described()`);
  }
}
