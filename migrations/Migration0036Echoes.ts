import { Migration } from '@mikro-orm/migrations';

/** Whoever joins with a contact that waits already is answered like anybody, and stands behind the wait there is. */
export class Migration0036Echoes extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE waits
        ADD COLUMN echo_of uuid,
        ADD FOREIGN KEY (echo_of, organization_id) REFERENCES waits (id, organization_id),
        ADD CHECK (echo_of IS NULL OR (kind = 'list' AND status IN ('waiting', 'left', 'expired')))`);
    for (const contact of ['phone', 'email']) {
      this.addSql(`DROP INDEX nobody_waits_twice_by_${contact}`);
      this.addSql(`
        CREATE UNIQUE INDEX nobody_waits_twice_by_${contact} ON waits
          (${contact}, restaurant_id, service_date, party, organization_id)
          WHERE kind = 'list' AND status IN ('waiting', 'offered') AND echo_of IS NULL`);
    }
  }
}
