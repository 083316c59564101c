import { Migration } from '@mikro-orm/migrations';

/** Reservations that the staff have nailed to their table: nothing moves them to make room for others. */
export class Migration0014Pinned extends Migration {
  override up(): void {
    this.addSql('ALTER TABLE reservations ADD COLUMN pinned boolean NOT NULL DEFAULT false');
  }
}
