import { Migration } from '@mikro-orm/migrations';

/** The guest book by family name, as French sorts: É beside E, whatever the server's own locale. */
export class Migration0016GuestOrder extends Migration {
  override up(): void {
    this.addSql(`
      CREATE INDEX guests_by_name
        ON guests (organization_id, (trim(last_name || ' ' || first_name) COLLATE "fr-x-icu"), id)`);
  }
}
