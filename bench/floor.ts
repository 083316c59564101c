/**
 * The floor: a bare Fastify with `pg` that takes the same request and writes one row, guarded against overlap by
 * the same kind of constraint. No rules, no guest, no consents, no message, no event. Started by run.ts with
 * PORT, DATABASE_URL and POOL in its environment.
 */
import Fastify from 'fastify';
import pg from 'pg';

type Wish = { day: string; time: string; party: number; table: number; guest: Record<string, string> };

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.POOL),
  idleTimeoutMillis: 0,
});
const app = Fastify();

app.post<{ Body: Wish }>('/book', async (request, reply) => {
  const { day, time, party, table, guest } = request.body;
  const from = `${day}T${time}:00Z`;
  const { rows } = await pool.query(
    `INSERT INTO floor_bookings (table_id, during, party, first_name, last_name, phone, email, key)
     VALUES ($1, tstzrange($2::timestamptz, $2::timestamptz + interval '90 minutes'), $3, $4, $5, $6, $7, $8)
     ON CONFLICT DO NOTHING RETURNING id`,
    [
      table,
      from,
      party,
      guest.firstName,
      guest.lastName,
      guest.phone,
      guest.email,
      request.headers['idempotency-key'],
    ],
  );
  if (rows.length === 0) return reply.status(409).send({ code: 'slot_taken' });
  return reply.status(201).send({ id: rows[0].id });
});
app.get('/ready', async () => ({ status: 'ready' }));

await pool.query(`
  CREATE TABLE IF NOT EXISTS floor_bookings (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    table_id int NOT NULL,
    during tstzrange NOT NULL,
    party smallint NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    phone text NOT NULL,
    email text,
    key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    EXCLUDE USING gist (table_id WITH =, during WITH &&)
  )`);
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
process.once('SIGTERM', () => app.close().then(() => pool.end()));
