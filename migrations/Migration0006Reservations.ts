import { Migration } from '@mikro-orm/migrations';

/** Reservations, the changes of their status, and the counters of the guest that follow them. */
export class Migration0006Reservations extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE reservations (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        guest_id uuid NOT NULL,
        reference text NOT NULL,
        status text NOT NULL CHECK (status IN
          ('requested', 'confirmed', 'arrived', 'seated', 'finished', 'declined', 'cancelled', 'no_show', 'expired')),
        status_at timestamptz NOT NULL DEFAULT now(),
        cancelled_by text CHECK (cancelled_by IN ('guest', 'staff')),
        cancel_message text,
        service_date date NOT NULL,
        minute smallint NOT NULL CHECK (minute BETWEEN 0 AND 1799),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        party smallint NOT NULL CHECK (party BETWEEN 1 AND 200),
        shift_name text NOT NULL,
        remark text CHECK (length(remark) BETWEEN 1 AND 1000),
        occasion text CHECK (occasion IN ('birthday', 'anniversary', 'business', 'celebration', 'other')),
        source text NOT NULL CHECK (source IN ('widget', 'page', 'chat', 'whatsapp', 'staff', 'walk_in')),
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        -- The name and address as given for this reservation: a message about it goes there and nowhere else.
        first_name text NOT NULL,
        last_name text NOT NULL,
        email text,
        phone text,
        idempotency_key text,
        request_hash text,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (id, organization_id),
        UNIQUE (reference, organization_id),
        UNIQUE (idempotency_key, restaurant_id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (guest_id, organization_id) REFERENCES guests (id, organization_id),
        CHECK ((status = 'cancelled') = (cancelled_by IS NOT NULL))
      )`);
    this.addSql('CREATE INDEX reservations_of_day ON reservations (restaurant_id, service_date, minute)');
    this.addSql(
      'CREATE INDEX reservations_of_guest ON reservations (organization_id, guest_id, starts_at DESC, id DESC)',
    );
    // All that recount_guest reads stands in the index.
    this.addSql(`
      CREATE INDEX reservations_counted ON reservations (organization_id, guest_id, restaurant_id)
        INCLUDE (status, party, service_date)`);

    this.addSql(`
      CREATE TABLE reservation_changes (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        reservation_id uuid NOT NULL,
        from_status text NOT NULL,
        to_status text NOT NULL,
        by_whom text NOT NULL CHECK (by_whom IN ('guest', 'staff', 'clock')),
        staff_id uuid,
        undoes uuid,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, organization_id),
        -- A change is taken back once, however often the button is pressed.
        UNIQUE (undoes, organization_id),
        FOREIGN KEY (reservation_id, organization_id) REFERENCES reservations (id, organization_id),
        FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id)
      )`);
    this.addSql('CREATE INDEX ON reservation_changes (organization_id, reservation_id, at DESC, id DESC)');

    // Counted anew from the guest's own reservations each time, so the counters are exact by construction; a
    // guest has dozens of them at most. First and last visit: F73, F74. A visit is one that was honoured.
    this.addSql(`
      CREATE FUNCTION recount_guest() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- The guest's row is taken first, so that two changes at one moment count one after the other. NO KEY: the
        -- foreign key of the new reservation holds the row's key already, in both, and they would deadlock.
        PERFORM 1 FROM guests WHERE id = NEW.guest_id AND organization_id = NEW.organization_id FOR NO KEY UPDATE;
        INSERT INTO guest_statistics AS s
          (organization_id, guest_id, restaurant_id, reservations, visits, no_shows, cancellations, covers, first_visit, last_visit)
        SELECT NEW.organization_id, NEW.guest_id, NEW.restaurant_id,
               count(*),
               count(*) FILTER (WHERE status IN ('arrived', 'seated', 'finished')),
               count(*) FILTER (WHERE status = 'no_show'),
               count(*) FILTER (WHERE status = 'cancelled'),
               coalesce(sum(party) FILTER (WHERE status IN ('arrived', 'seated', 'finished')), 0),
               min(service_date) FILTER (WHERE status NOT IN ('cancelled', 'declined', 'expired')),
               max(service_date) FILTER (WHERE status NOT IN ('cancelled', 'declined', 'expired'))
          FROM reservations
         WHERE guest_id = NEW.guest_id AND organization_id = NEW.organization_id AND restaurant_id = NEW.restaurant_id
        ON CONFLICT (organization_id, guest_id, restaurant_id) DO UPDATE
          SET reservations = EXCLUDED.reservations, visits = EXCLUDED.visits, no_shows = EXCLUDED.no_shows,
              cancellations = EXCLUDED.cancellations, covers = EXCLUDED.covers,
              first_visit = EXCLUDED.first_visit, last_visit = EXCLUDED.last_visit;
        UPDATE guests g
           SET visits = t.visits, no_shows = t.no_shows, cancellations = t.cancellations,
               first_visit = t.first_visit, last_visit = t.last_visit
          FROM (SELECT sum(visits) AS visits, sum(no_shows) AS no_shows, sum(cancellations) AS cancellations,
                       min(first_visit) AS first_visit, max(last_visit) AS last_visit
                  FROM guest_statistics WHERE organization_id = NEW.organization_id AND guest_id = NEW.guest_id) t
         WHERE g.id = NEW.guest_id AND g.organization_id = NEW.organization_id;
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER reservations_recount AFTER INSERT OR UPDATE OF status, party, service_date, guest_id ON reservations
        FOR EACH ROW EXECUTE FUNCTION recount_guest()`);
  }
}
