import { Migration } from '@mikro-orm/migrations';

/** What a restaurant tells those who ask: parking, menu, allergens. What is not set is not known to the bot. */
export class Migration0028HouseFacts extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE restaurants
        ADD COLUMN house_facts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(house_facts) = 'object')`);
  }
}
