-- Finds the guest behind a phone number or an address, or makes the record; answers its id.
--
-- who: { firstName, lastName, phone?, email?, locale, source, nameTokens, phoneTokens, emailTokens }
-- comes: the day of the reservation that is written next in this transaction, if it is for one. A new record begins
-- with it, so that it needs not be written a second time when its reservations are counted.
--
-- The phone decides before the email: families share an inbox more often than a phone. An existing record is never
-- overwritten: whoever knows a number could otherwise rename its owner or draw their mail to another address. Only
-- what was empty is filled in.
--
-- Two first bookings with one contact at one moment make one record: the contact is claimed first, by its key, and
-- whoever comes second waits there for the first to commit, and then finds the first one's guest.
DROP FUNCTION IF EXISTS know_guest(uuid, jsonb);
CREATE OR REPLACE FUNCTION know_guest(organization uuid, who jsonb, comes date DEFAULT NULL) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  phone_given text := who->>'phone';
  email_given text := who->>'email';
  made uuid := uuidv7();
  guest uuid;
  filled guests;
BEGIN
  SELECT guest_id INTO guest FROM guest_contacts
   WHERE organization_id = organization
     AND ((kind = 'phone' AND value = phone_given) OR (kind = 'email' AND value = email_given))
   ORDER BY kind DESC LIMIT 1;

  IF phone_given IS NOT NULL THEN
    guest := claim_contact(organization, 'phone', phone_given, guest, made);
  END IF;
  IF email_given IS NOT NULL THEN
    guest := claim_contact(organization, 'email', email_given, guest, made);
  END IF;

  IF coalesce(guest, made) = made THEN
    INSERT INTO guests (id, organization_id, first_name, last_name, email, phone, locale, source, first_visit, last_visit)
    VALUES (made, organization, who->>'firstName', who->>'lastName', email_given, phone_given, who->>'locale',
            who->>'source', comes, comes);
    PERFORM add_guest_tokens(organization, made, who->'nameTokens' || (who->'phoneTokens') || (who->'emailTokens'));
    RETURN made;
  END IF;

  UPDATE guests SET email = coalesce(email, email_given), phone = coalesce(phone, phone_given)
   WHERE id = guest AND organization_id = organization
     AND ((email IS NULL AND email_given IS NOT NULL) OR (phone IS NULL AND phone_given IS NOT NULL))
  RETURNING * INTO filled;
  IF filled.email = email_given THEN PERFORM add_guest_tokens(organization, guest, who->'emailTokens'); END IF;
  IF filled.phone = phone_given THEN PERFORM add_guest_tokens(organization, guest, who->'phoneTokens'); END IF;
  RETURN guest;
END $$;

-- Makes a contact lead to a guest, or finds whom it leads to already. A guest who is known keeps their record
-- although a contact leads to somebody else: the two are then found as duplicates.
CREATE OR REPLACE FUNCTION claim_contact(organization uuid, contact_kind text, contact text, known uuid, made uuid)
RETURNS uuid LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO guest_contacts (organization_id, kind, value, guest_id)
  VALUES (organization, contact_kind, contact, coalesce(known, made)) ON CONFLICT DO NOTHING;
  IF FOUND OR known IS NOT NULL THEN RETURN coalesce(known, made); END IF;
  RETURN (SELECT guest_id FROM guest_contacts
           WHERE organization_id = organization AND kind = contact_kind AND value = contact);
END $$;

CREATE OR REPLACE FUNCTION add_guest_tokens(organization uuid, guest uuid, tokens jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO guest_tokens (organization_id, token, guest_id)
  SELECT organization, token, guest FROM jsonb_array_elements_text(tokens) AS token
  ON CONFLICT DO NOTHING
$$;

-- Who many are, of whom each is either new or known by all they gave: their ids, made for those who are new. Null for
-- one who is neither, who shares a contact with one before them, or whose guest is that of one before them: those are
-- for know_guest, one after the other. Null among those given is nobody. Writes nothing: add_guests does.
CREATE OR REPLACE FUNCTION recognise_guests(organization uuid, whos jsonb[], OUT ids uuid[], OUT are_new boolean[])
LANGUAGE plpgsql AS $$
BEGIN
  WITH given AS (
    SELECT w.place, w.who IS NOT NULL AS is_somebody, w.who->>'phone' AS phone, w.who->>'email' AS email
      FROM unnest(whos) WITH ORDINALITY AS w (who, place)),
  looked_up AS (
    SELECT *,
           (SELECT c.guest_id FROM guest_contacts c
             WHERE c.organization_id = organization AND c.kind = 'phone' AND c.value = given.phone) AS by_phone,
           (SELECT c.guest_id FROM guest_contacts c
             WHERE c.organization_id = organization AND c.kind = 'email' AND c.value = given.email) AS by_email,
           phone IS NULL OR row_number() OVER (PARTITION BY phone ORDER BY place) = 1 AS is_first_of_phone,
           email IS NULL OR row_number() OVER (PARTITION BY email ORDER BY place) = 1 AS is_first_of_email
      FROM given),
  judged AS (
    SELECT l.place, coalesce(l.by_phone, l.by_email) AS known,
           l.is_somebody AND l.is_first_of_phone AND l.is_first_of_email AND (
             coalesce(l.by_phone, l.by_email) IS NULL
             OR EXISTS (SELECT 1 FROM guests g
                         WHERE g.id = coalesce(l.by_phone, l.by_email) AND g.organization_id = organization
                           AND (l.phone IS NULL OR l.by_phone = g.id AND g.phone IS NOT NULL)
                           AND (l.email IS NULL OR l.by_email = g.id AND g.email IS NOT NULL))) AS is_plain
      FROM looked_up l)
  SELECT array_agg(CASE WHEN NOT is_plain THEN NULL
                        WHEN known IS NULL THEN uuidv7()
                        WHEN is_first_of_guest THEN known END ORDER BY place),
         array_agg(is_plain AND known IS NULL ORDER BY place)
    INTO ids, are_new
    FROM (SELECT *, row_number() OVER (PARTITION BY known, is_plain ORDER BY place) = 1 AS is_first_of_guest
            FROM judged) AS j;
END $$;

-- Makes the records of guests of whom nobody knows anything yet; their contacts, in one order, before all else. Raises
-- a unique violation when one of them becomes known at this moment.
CREATE OR REPLACE FUNCTION add_guests(organization uuid, ids uuid[], whos jsonb[], comes date[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO guest_contacts (organization_id, kind, value, guest_id)
  SELECT organization, c.kind, c.value, g.id
    FROM unnest(ids, whos) AS g (id, who)
   CROSS JOIN LATERAL (VALUES ('phone', g.who->>'phone'), ('email', g.who->>'email')) AS c (kind, value)
   WHERE c.value IS NOT NULL
   ORDER BY c.kind DESC, c.value;
  INSERT INTO guests (id, organization_id, first_name, last_name, email, phone, locale, source, first_visit, last_visit)
  SELECT g.id, organization, g.who->>'firstName', g.who->>'lastName', g.who->>'email', g.who->>'phone',
         g.who->>'locale', g.who->>'source', g.day, g.day
    FROM unnest(ids, whos, comes) AS g (id, who, day);
  -- Nobody has their words yet: to insert them plainly is half the work.
  INSERT INTO guest_tokens (organization_id, token, guest_id)
  SELECT DISTINCT organization, t.token, g.id
    FROM unnest(ids, whos) AS g (id, who)
   CROSS JOIN LATERAL jsonb_array_elements_text(
           (g.who->'nameTokens') || (g.who->'phoneTokens') || (g.who->'emailTokens')) AS t (token);
END $$;
