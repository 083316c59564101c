import { Migration } from '@mikro-orm/migrations';

/** How a restaurant speaks to its guests in French chats. */
export class Migration0030FormOfAddress extends Migration {
  override up(): void {
    this.addSql(`
      ALTER TABLE restaurants
        ADD COLUMN form_of_address text NOT NULL DEFAULT 'vous' CHECK (form_of_address IN ('vous', 'tu'))`);
  }
}
