import { Migration } from '@mikro-orm/migrations';

/**
 * What a reading rests on: which description of a restaurant's service stands, and how often tables were let go of.
 * What was read may then be kept in memory, and whoever writes on that ground says which it was.
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

    // Counted in a sequence, so that nobody who lets go waits for another. A claim that is added needs no count: the
    // exclusion constraint tells whoever did not know of it.
    this.addSql('CREATE SEQUENCE claims_let_go');
    // Its first value is there before it was ever taken.
    this.addSql(`SELECT nextval('claims_let_go')`);
    this.addSql(`
      CREATE FUNCTION count_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM nextval('claims_let_go');
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER claims_count_let_go AFTER UPDATE OR DELETE ON claims
        FOR EACH ROW EXECUTE FUNCTION count_let_go()`);
    this.addSql(`
      CREATE FUNCTION ground_of(standing restaurants) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT standing.offer_version || ' ' || (SELECT last_value FROM claims_let_go)
      $$`);
  }
}
