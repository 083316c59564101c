import { Migration } from '@mikro-orm/migrations';

/** In which chat of a line a reservation was made: what the house changes of it is told there. */
export class Migration0033ChatBookings extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE chat_bookings (
        organization_id uuid NOT NULL,
        reservation_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        PRIMARY KEY (reservation_id, organization_id),
        FOREIGN KEY (reservation_id, organization_id) REFERENCES reservations (id, organization_id),
        FOREIGN KEY (conversation_id, organization_id) REFERENCES conversations (id, organization_id)
      )`);
    this.addSql('CREATE INDEX chat_bookings_of_chat ON chat_bookings (conversation_id, organization_id)');
  }
}
