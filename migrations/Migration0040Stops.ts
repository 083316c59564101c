import { Migration } from '@mikro-orm/migrations';

/**
 * Who wrote STOP before the guest book knew them: a list that only grows. Once a record is made for that number, or the
 * guest of that chat is known, the ledger gets the line that it would have had.
 */
export class Migration0040Stops extends Migration {
  override up(): void {
    this.addSql(`
      CREATE TABLE stops (
        id uuid NOT NULL DEFAULT uuidv7(),
        organization_id uuid NOT NULL,
        restaurant_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        -- E.164, where the line proves it; null: known by the chat alone.
        phone text,
        channel text NOT NULL CHECK (channel IN ('email', 'sms', 'whatsapp')),
        source text NOT NULL,
        locale text NOT NULL CHECK (locale IN ('fr', 'en')),
        words text NOT NULL CHECK (words <> ''),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (id, organization_id),
        FOREIGN KEY (restaurant_id, organization_id) REFERENCES restaurants (id, organization_id),
        FOREIGN KEY (conversation_id, organization_id) REFERENCES conversations (id, organization_id)
      )`);
    this.addSql('CREATE INDEX stops_of_phone ON stops (organization_id, phone) WHERE phone IS NOT NULL');
    this.addSql('CREATE INDEX stops_of_chat ON stops (organization_id, conversation_id)');
    this.addSql(`
      CREATE TRIGGER stops_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON stops
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);

    // With its own moment: a yes that was said since stands.
    this.addSql(`
      CREATE FUNCTION keep_stop(stop stops, guest uuid) RETURNS void LANGUAGE sql AS $$
        INSERT INTO consents (organization_id, restaurant_id, guest_id, channel, state, source, locale, words,
                              words_version, at)
        SELECT stop.organization_id, stop.restaurant_id, guest, stop.channel, 'unsubscribed', stop.source, stop.locale,
               stop.words, 'chat', stop.at
         WHERE NOT EXISTS (
           SELECT 1 FROM consent_standings s
            WHERE s.organization_id = stop.organization_id AND s.guest_id = guest
              AND s.restaurant_id = stop.restaurant_id AND s.channel = stop.channel
              AND (s.state = 'unsubscribed' OR s.since > stop.at))
      $$`);
    this.addSql(`
      CREATE FUNCTION keep_stops_of_contact() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM keep_stop(s, NEW.guest_id) FROM stops s
          WHERE s.organization_id = NEW.organization_id AND s.phone = NEW.value ORDER BY s.at;
        RETURN NULL;
      END $$`);
    // At the end of the transaction: a contact is written before its guest.
    this.addSql(`
      CREATE CONSTRAINT TRIGGER contacts_keep_stops AFTER INSERT ON guest_contacts DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.kind = 'phone') EXECUTE FUNCTION keep_stops_of_contact()`);
    this.addSql(`
      CREATE FUNCTION keep_stops_of_chat() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM keep_stop(s, NEW.guest_id) FROM stops s
          WHERE s.organization_id = NEW.organization_id AND s.conversation_id = NEW.id AND s.phone IS NULL ORDER BY s.at;
        RETURN NULL;
      END $$`);
    this.addSql(`
      CREATE TRIGGER chats_keep_stops AFTER UPDATE OF guest_id ON conversations
        FOR EACH ROW WHEN (NEW.guest_id IS NOT NULL AND OLD.guest_id IS DISTINCT FROM NEW.guest_id)
        EXECUTE FUNCTION keep_stops_of_chat()`);
  }
}
