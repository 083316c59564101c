-- Writes down what a guest agreed to: a line of the ledger per channel, with the exact words.
--
-- agreed: [{ channel, words }, …], empty when no box was ticked.
CREATE OR REPLACE FUNCTION record_consents(
  organization uuid, restaurant uuid, guest uuid, agreed jsonb, version text, given_through text, language text
) RETURNS void LANGUAGE sql AS $$
  INSERT INTO consents (organization_id, restaurant_id, guest_id, channel, state, source, locale, words, words_version)
  SELECT organization, restaurant, guest, a.channel, 'explicit', given_through, language, a.words, version
    FROM jsonb_to_recordset(agreed) AS a (channel text, words text)
$$;

-- The same for many guests at once, each with what they agreed to: { agreed, wordsVersion, source, locale }.
CREATE OR REPLACE FUNCTION record_all_consents(organization uuid, restaurant uuid, guests uuid[], said jsonb[])
RETURNS void LANGUAGE sql AS $$
  INSERT INTO consents (organization_id, restaurant_id, guest_id, channel, state, source, locale, words, words_version)
  SELECT organization, restaurant, g.id, a->>'channel', 'explicit', g.said->>'source', g.said->>'locale', a->>'words',
         g.said->>'wordsVersion'
    FROM unnest(guests, said) AS g (id, said), jsonb_array_elements(g.said->'agreed') AS a
$$;
