import { Agent, type IncomingMessage, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Measured } from './figures.ts';

/** What to send as the n-th request of a run. With a body it is posted, as JSON. */
export type Request = { path: string; headers?: Record<string, string>; body?: unknown };

export type Load = {
  origin: string;
  /** Connections that are kept open, each with one request under way. */
  connections: number;
  requests: number;
  /** No request begins later than this many milliseconds after the first. */
  atMost: number;
  /** Called once per request, whatever the connection. */
  next(): Request;
};

/** Sends requests over kept connections, each the next one as soon as it has its answer, and times them. */
export async function run(load: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const measured: Measured = { times: [], statuses: {}, elapsed: 0 };
  const began = performance.now();
  let begun = 0;
  const connection = async () => {
    while (begun < load.requests && performance.now() - began < load.atMost) {
      begun += 1;
      const sent = performance.now();
      const status = await send(agent, load.origin, load.next()).then(
        (answer) => answer.status,
        () => 0,
      );
      measured.times.push(performance.now() - sent);
      measured.statuses[status] = (measured.statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  measured.elapsed = performance.now() - began;
  agent.destroy();
  return measured;
}

/** Sends a request and reads the whole answer. */
export function send(
  agent: Agent,
  origin: string,
  { path, headers, body }: Request,
): Promise<{ status: number; text: string; headers: IncomingMessage['headers'] }> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  const ofBody = json && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) };
  return new Promise((resolve, reject) => {
    const sending = request(
      origin + path,
      { agent, method: json ? 'POST' : 'GET', headers: { ...ofBody, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
        answer.on('error', reject);
      },
    );
    sending.on('error', reject);
    sending.end(json);
  });
}
