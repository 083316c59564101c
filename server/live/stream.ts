import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Listener } from '../db/listen.ts';
import { row, rows, sql } from '../db/sql.ts';
import type { Line } from '../lines/contract.ts';
import type { StaffActor } from '../serve.ts';
import { lastEvent } from './announce.ts';
import type { FromPanel, ToPanel } from './contract.ts';

/** The channel on which announce() tells that a restaurant has a new event. */
export const LIVE_CHANNEL = 'couvert_live';

/** A panel further behind than this reloads instead. */
const REPLAY_MOST = 1_000;
/** A panel that takes nothing any more is cut, so that it does not fill the memory; it comes back and catches up. */
const UNSENT_MOST = 4 * 1024 * 1024;
const PULSE = 30_000;

type Panel = { socket: WebSocket; number: number; slug: string; role: StaffActor['role'] };

/** Where changes of lines are heard, and how one is read: a line may show a pairing code, so no host gets it. */
export type Lines = { channel: string; read(em: EntityManager, restaurantId: string): Promise<Line> };

/** GET /api/live: see contract.ts for the protocol. */
export function liveStream(app: FastifyInstance, listener: Listener, lines: Lines): void {
  const followers = new Map<string, Set<Panel>>();
  const busy = new Map<string, Promise<void>>();

  listener.on(LIVE_CHANNEL, (restaurantId) => {
    if (restaurantId === null) for (const id of followers.keys()) pump(id);
    else if (followers.has(restaurantId)) pump(restaurantId);
  });

  listener.on(lines.channel, (restaurantId) => {
    for (const id of restaurantId === null ? followers.keys() : [restaurantId]) void tellLine(id);
  });

  async function tellLine(restaurantId: string): Promise<void> {
    const panels = [...(followers.get(restaurantId) ?? [])].filter(({ role }) => role !== 'host');
    if (panels.length === 0) return;
    try {
      const line = await lines.read(app.em(), restaurantId);
      const frame = JSON.stringify({ type: 'line', restaurant: line.restaurant, line } satisfies ToPanel);
      for (const { socket } of panels) socket.send(frame);
    } catch (fault) {
      app.log.warn({ fault: String((fault as Error)?.name) }, 'live: reading a line failed');
    }
  }

  // One reading at a time per restaurant, so that each panel gets the numbers in order and none twice.
  function pump(restaurantId: string): void {
    const turn = (busy.get(restaurantId) ?? Promise.resolve())
      .then(() => send(restaurantId))
      .catch((fault) => app.log.warn({ fault: String(fault?.name) }, 'live: reading events failed'));
    busy.set(restaurantId, turn);
    turn.then(() => busy.get(restaurantId) === turn && busy.delete(restaurantId));
  }

  async function send(restaurantId: string): Promise<void> {
    const panels = followers.get(restaurantId);
    if (!panels?.size) return;
    const since = Math.min(...[...panels].map((panel) => panel.number));
    const events = await eventsSince(app.em(), restaurantId, since);
    for (const { number, at, event } of events) {
      let frame: string | undefined;
      for (const panel of panels) {
        if (panel.number >= Number(number)) continue;
        // Built once for all panels: the text of the event is already JSON.
        frame ??= `{"type":"event","restaurant":${JSON.stringify(panel.slug)},"number":${number},"at":"${at}","event":${event}}`;
        panel.number = Number(number);
        if (panel.socket.bufferedAmount > UNSENT_MOST) panel.socket.terminate();
        else panel.socket.send(frame);
      }
    }
    if (events.length === REPLAY_MOST) await send(restaurantId);
  }

  app.get('/api/live', { websocket: true, schema: { hide: true } }, async (socket, request) => {
    const following = new Map<string, Panel>();
    const tell = (message: ToPanel) =>
      socket.readyState === socket.OPEN && socket.send(JSON.stringify(message));
    let heard = true;

    const queue: string[] = [];
    let draining: Promise<void> | null = null;
    let who: StaffActor | null | undefined;
    // A panel may speak before we know who it is: what it says waits.
    socket.on('message', (data) => {
      if (queue.length > 100) return socket.terminate();
      queue.push(String(data));
      if (who) void drain(who);
    });
    socket.on('pong', () => {
      heard = true;
    });
    socket.on('close', () => {
      clearInterval(pulse);
      for (const [id, panel] of following) leave(id, panel);
    });
    // A session that ended elsewhere stops hearing, and a panel that went away without a word is let go.
    const pulse = setInterval(async () => {
      if (!heard) return socket.terminate();
      heard = false;
      socket.ping();
      if (!(await staffOf(app, request).catch(() => who))) socket.close(4401, 'signed out');
    }, PULSE);

    who = await staffOf(app, request).catch(() => null);
    if (!who) return socket.close(4401, 'not signed in');
    void drain(who);

    function drain(actor: StaffActor): Promise<void> {
      draining ??= (async () => {
        for (let text = queue.shift(); text !== undefined; text = queue.shift()) await said(actor, text);
      })()
        .catch(() => socket.close(1011, 'fault'))
        .finally(() => {
          draining = null;
        });
      return draining;
    }

    async function said(actor: StaffActor, text: string): Promise<void> {
      const message = readMessage(text);
      if (!message) return void tell({ type: 'refused', code: 'invalid' });
      if (message.type === 'ping') return void tell({ type: 'pong', sent: message.sent });
      const restaurant = await row<{ id: string }>(
        app.em(),
        sql`SELECT id FROM restaurants WHERE slug = ${message.restaurant} AND organization_id = ${actor.organizationId}`,
      );
      if (!restaurant) return void tell({ type: 'refused', code: 'not_found' });
      await follow(restaurant.id, message.restaurant, message.since, actor.role);
    }

    async function follow(
      id: string,
      slug: string,
      since: number | null,
      role: StaffActor['role'],
    ): Promise<void> {
      const last = await lastEvent(app.em(), id);
      const number = since ?? last;
      if (number > last || last - number > REPLAY_MOST || !(await keptSince(app.em(), id, number, last))) {
        return void tell({ type: 'reload', restaurant: slug, number: last });
      }
      for (const event of await eventsSince(app.em(), id, number)) {
        if (Number(event.number) > last) break;
        socket.send(
          `{"type":"event","restaurant":${JSON.stringify(slug)},"number":${event.number},"at":"${event.at}","event":${event.event}}`,
        );
      }
      tell({ type: 'caught_up', restaurant: slug, number: last });
      const before = following.get(id);
      if (before) leave(id, before);
      if (socket.readyState !== socket.OPEN) return;
      const panel = { socket, number: last, slug, role };
      following.set(id, panel);
      followers.set(id, (followers.get(id) ?? new Set()).add(panel));
      pump(id);
    }
  });

  function leave(restaurantId: string, panel: Panel): void {
    const panels = followers.get(restaurantId);
    panels?.delete(panel);
    if (!panels?.size) followers.delete(restaurantId);
  }
}

function readMessage(text: string): FromPanel | null {
  try {
    const said = JSON.parse(text);
    if (said?.type === 'ping' && typeof said.sent === 'number') return said;
    const since = said?.since === null || Number.isSafeInteger(said?.since);
    return said?.type === 'follow' && typeof said.restaurant === 'string' && since ? said : null;
  } catch {
    return null;
  }
}

/** Only from our own pages: a websocket is not held back by CORS, and the cookie comes along. */
async function staffOf(app: FastifyInstance, request: FastifyRequest): Promise<StaffActor | null> {
  const origin = request.headers.origin;
  if (origin && URL.parse(origin)?.host !== request.host) return null;
  const who = await app.identify(request);
  return who?.kind === 'staff' ? who : null;
}

type KeptEvent = { number: string; at: string; event: string };

function eventsSince(em: EntityManager, restaurantId: string, number: number): Promise<KeptEvent[]> {
  return rows<KeptEvent>(
    em,
    sql`SELECT number, iso(at) AS at, event::text AS event
          FROM live_events
         WHERE organization_id = (SELECT organization_id FROM restaurants WHERE id = ${restaurantId})
           AND restaurant_id = ${restaurantId} AND number > ${number}
         ORDER BY number LIMIT ${REPLAY_MOST}`,
  );
}

/** Whether every event after `number` is still there to be replayed. */
async function keptSince(
  em: EntityManager,
  restaurantId: string,
  number: number,
  last: number,
): Promise<boolean> {
  if (number === last) return true;
  const next = await row<{ number: string }>(
    em,
    sql`SELECT number FROM live_events
         WHERE organization_id = (SELECT organization_id FROM restaurants WHERE id = ${restaurantId})
           AND restaurant_id = ${restaurantId} AND number = ${number + 1}`,
  );
  return next !== null;
}
