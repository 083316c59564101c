import { createServer, type IncomingHttpHeaders } from 'node:http';

/** What the provider was asked to send. */
export type Received = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };

/**
 * Resend on this machine: speaks its protocol, and like it answers a key that it knows with the first answer.
 * Each request takes the next of `answers`; when there are none left, the email is sent.
 */
export async function resendStandIn() {
  const received: Received[] = [];
  const sent = new Map<string, string>();
  const answers: { status: number; body?: unknown; cut?: boolean }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    received.push({
      path: `${request.method} ${request.url}`,
      headers: request.headers,
      body: JSON.parse(text),
    });
    const key = String(request.headers['idempotency-key']);
    const answer = answers.shift();
    if (answer && !answer.cut) {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(answer.body ?? {}));
    }
    if (!sent.has(key)) sent.set(key, `sent-${sent.size + 1}`);
    // Taken, but the answer never arrives.
    if (answer?.cut) return request.socket.destroy();
    response.writeHead(200, { 'content-type': 'application/json' });
    return response.end(JSON.stringify({ id: sent.get(key) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    /** Emails that really went out, by key. */
    sent,
    answers,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
