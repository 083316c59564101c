/**
 * The floor: a bare Fastify with `pg` that takes the same request and writes one row, guarded against overlap by
 * the same kind of constraint; that reads as many rows by an index; that sends one frame to every websocket. No rules,
 * no guest, no consents, no message, no event. Started by stage.ts with PORT, DATABASE_URL and POOL in its environment.
 */
import Fastify from 'fastify';
import pg from 'pg';
import { WebSocketServer } from 'ws';

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
app.get<{ Querystring: { room: string; from: string; to: string } }>('/rows', async (request) => {
  const { room, from, to } = request.query;
  const { rows } = await pool.query(
    'SELECT table_id, day, begins, ends FROM floor_rows WHERE room = $1 AND day BETWEEN $2 AND $3',
    [room, from, to],
  );
  return { rows: rows.length };
});

const sockets = new WebSocketServer({ server: app.server, path: '/api/live' });
app.post<{ Body: { frame: string } }>('/tell', async (request, reply) => {
  for (const socket of sockets.clients) socket.send(request.body.frame);
  return reply.status(201).send({});
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
process.once('SIGTERM', () => {
  for (const socket of sockets.clients) socket.terminate();
  void app.close().then(() => pool.end());
});
