import { Migration } from '@mikro-orm/migrations';

/** What a guest wishes in the place of a confirmed reservation, until the staff answer. */
export class Migration0035Wished extends Migration {
  override up(): void {
    // As the API tells it: { id, day, time, startsAt, party, area, at, declined, message }.
    this.addSql(`
      ALTER TABLE reservations
        ADD COLUMN wished jsonb CHECK (wished ?& ARRAY['id', 'day', 'time', 'startsAt', 'party', 'at', 'declined'])`);
    this.addSql(`
      ALTER TABLE reservation_changes
        DROP CONSTRAINT reservation_changes_kind_check,
        ADD CONSTRAINT reservation_changes_kind_check CHECK (kind IN
          ('status', 'changed', 'coming', 'wished', 'wish_declined', 'wish_withdrawn'))`);
  }
}
