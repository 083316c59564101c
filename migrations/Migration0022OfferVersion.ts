import { Migration } from '@mikro-orm/migrations';

/**
 * Which description of a restaurant's service stands: what was read of it may be kept in memory, and whoever reads
 * or writes on that ground says which it was.
 */
export class Migration0022OfferVersion extends Migration {
  override up(): void {
    // Of a sequence, which no rollback takes back: a version that was seen never comes to mean something else.
    this.addSql('CREATE SEQUENCE offer_versions');
    this.addSql(
      `ALTER TABLE restaurants ADD COLUMN offer_version bigint NOT NULL DEFAULT nextval('offer_versions')`,
    );
    this.addSql(`
      CREATE FUNCTION renew_offer() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.offer_version := nextval('offer_versions');
        RETURN NEW;
      END $$`);
    this.addSql(`
      CREATE TRIGGER restaurants_renew_offer BEFORE UPDATE ON restaurants
        FOR EACH ROW EXECUTE FUNCTION renew_offer()`);
    this.addSql(`
      CREATE FUNCTION renew_offer_of_restaurant() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE restaurants SET offer_version = DEFAULT
         WHERE (id, organization_id) IN ((NEW.restaurant_id, NEW.organization_id), (OLD.restaurant_id, OLD.organization_id));
        RETURN NULL;
      END $$`);
    for (const table of ['shifts', 'special_days', 'pauses', 'areas', 'tables', 'combinations']) {
      this.addSql(`
        CREATE TRIGGER ${table}_renew_offer AFTER INSERT OR UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION renew_offer_of_restaurant()`);
    }
  }
}
