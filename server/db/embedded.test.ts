import pg from 'pg';
import { expect, inject, test } from 'vitest';

test('letters beyond English are letters to upper, lower and trigrams', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  const { rows } = await client.query(
    `SELECT lower('ÉLOÏSE ДОМ') AS lower, cardinality(show_trgm('é')) AS trigrams`,
  );
  await client.end();
  expect(rows).toEqual([{ lower: 'éloïse дом', trigrams: 2 }]);
});
