import { Migration } from '@mikro-orm/migrations';

/** What lies on the host's desk: notes of the day, words to a guest, and since when the service is as it is. */
export class Migration0020Desk extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE day_notes (
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        day date NOT NULL,
        text text NOT NULL CHECK (length(text) <= 2000),
        version int NOT NULL,
        staff_id uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (restaurant_id, day, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (staff_id, organization_id) REFERENCES staff_members (id, organization_id)
      )`);
    // A reservation that the staff wrote after it was described so, they wrote knowing it.
    this.addSql('ALTER TABLE restaurants ADD COLUMN service_saved_at timestamptz');
    this.addSql(`
      CREATE FUNCTION note_service_saved() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.service_saved_at := clock_timestamp();
        RETURN NEW;
      END $$`);
    this.addSql(`
      CREATE TRIGGER service_saved BEFORE UPDATE OF service_version ON restaurants
      FOR EACH ROW EXECUTE FUNCTION note_service_saved()`);
    // Its own with each change: who cancels, takes it back and cancels again said two things.
    this.addSql('ALTER TABLE reservation_changes ADD COLUMN message text CHECK (length(message) <= 1000)');
    this.addSql(`
      UPDATE reservation_changes c SET message = r.cancel_message
        FROM reservations r
       WHERE r.id = c.reservation_id AND r.organization_id = c.organization_id AND c.kind = 'status'
         AND c.to_status = r.status AND c.to_status IN ('cancelled', 'declined') AND r.cancel_message IS NOT NULL`);
  }
}
