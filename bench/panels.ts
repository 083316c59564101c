import { once } from 'node:events';
import type { Agent } from 'node:http';
import { WebSocket } from 'ws';
import { room } from './bookings.ts';
import { send } from './load.ts';
import { login } from './stage.ts';

/** The Cookie header of somebody of the staff. */
export async function signIn(agent: Agent, origin: string): Promise<string> {
  const session = await send(agent, origin, { path: '/api/session', body: login });
  if (session.status !== 200) throw new Error(`The bench cannot sign in: ${session.status} ${session.text}`);
  return session.headers['set-cookie']![0]!.split(';')[0]!;
}

/** Opens a websocket as a panel does; without a cookie as the floor lets anybody. */
export async function openPanel(origin: string, cookie?: string): Promise<WebSocket> {
  const headers = cookie ? { cookie } : {};
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live`, { headers });
  await once(socket, 'open');
  return socket;
}

/** Follows the room from now on; `caught_up` is said when it does. */
export function follow(socket: WebSocket): void {
  socket.send(JSON.stringify({ type: 'follow', restaurant: room.slug, since: null }));
}
