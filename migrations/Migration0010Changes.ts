import { Migration } from '@mikro-orm/migrations';

/** What else than its status changes of a reservation, who wrote it by hand, and who walked in without a name. */
export class Migration0010Changes extends Migration {
  override up(): void {
    // booked_by: who of the staff wrote it by hand; overbooked_by: who did, knowing that no table was left.
    // turn_minutes: set by hand for this party; null is what the restaurant's turn times say.
    // revision: grows with every change, so that calendars and messages tell one state from the next.
    this.addSql(`
      ALTER TABLE reservations
        ADD COLUMN guest_confirmed_at timestamptz,
        ADD COLUMN booked_by uuid,
        ADD COLUMN overbooked_by uuid,
        ADD COLUMN turn_minutes smallint CHECK (turn_minutes BETWEEN 15 AND 720),
        ADD COLUMN revision integer NOT NULL DEFAULT 0,
        ADD FOREIGN KEY (booked_by, organization_id) REFERENCES staff_members (id, organization_id),
        ADD FOREIGN KEY (overbooked_by, organization_id) REFERENCES staff_members (id, organization_id)`);
    // what: [{ what, from, to }, …] as the history tells it. through: null on what was written before it was kept.
    this.addSql(`
      ALTER TABLE reservation_changes
        ALTER COLUMN from_status DROP NOT NULL,
        ALTER COLUMN to_status DROP NOT NULL,
        ADD COLUMN kind text NOT NULL DEFAULT 'status' CHECK (kind IN ('status', 'changed', 'coming')),
        ADD COLUMN what jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN through text CHECK (through IN ('widget', 'page', 'chat', 'whatsapp', 'panel', 'clock')),
        ADD CHECK ((kind = 'status') = (from_status IS NOT NULL AND to_status IS NOT NULL))`);
    // The reminder looks for them by the hour at which they begin, over all restaurants.
    this.addSql("CREATE INDEX reservations_to_come ON reservations (starts_at) WHERE status = 'confirmed'");
    // One record stands for everybody who walked in and left no name: a guest book of strangers helps nobody.
    this.addSql('ALTER TABLE guests ADD COLUMN unnamed boolean NOT NULL DEFAULT false');
    this.addSql('CREATE UNIQUE INDEX guests_unnamed ON guests (organization_id) WHERE unnamed');
  }
}
