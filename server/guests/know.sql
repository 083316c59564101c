-- Finds the guest behind a phone number or an address, or makes the record; answers its id.
--
-- who: { firstName, lastName, phone?, email?, locale, source, nameTokens, phoneTokens, emailTokens }
--
-- The phone decides before the email: families share an inbox more often than a phone. An existing record is never
-- overwritten: whoever knows a number could otherwise rename its owner or draw their mail to another address. Only
-- what was empty is filled in.
--
-- Two first bookings with one contact at one moment make one record: the contact is claimed first, by its key, and
-- whoever comes second waits there for the first to commit, and then finds the first one's guest.
CREATE OR REPLACE FUNCTION know_guest(organization uuid, who jsonb) RETURNS uuid LANGUAGE plpgsql AS $$
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
    INSERT INTO guests (id, organization_id, first_name, last_name, email, phone, locale, source)
    VALUES (made, organization, who->>'firstName', who->>'lastName', email_given, phone_given, who->>'locale', who->>'source');
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
