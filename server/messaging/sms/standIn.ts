import { createServer, type IncomingHttpHeaders } from 'node:http';

/** What the provider was asked to send. */
export type ReceivedSms = { path: string; headers: IncomingHttpHeaders; form: Record<string, string> };

/**
 * Twilio on this machine: speaks its protocol, and like it knows no key, so that what is asked twice goes out
 * twice. Each request takes the next of `answers`; when there are none left, the SMS is sent.
 */
export async function twilioStandIn() {
  const received: ReceivedSms[] = [];
  const answers: { status: number; body?: unknown; cut?: boolean }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) text += part;
    received.push({
      path: `${request.method} ${request.url}`,
      headers: request.headers,
      form: Object.fromEntries(new URLSearchParams(text)),
    });
    const answer = answers.shift();
    // Taken, but the answer never arrives.
    if (answer?.cut) return request.socket.destroy();
    response.writeHead(answer?.status ?? 201, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(answer ? (answer.body ?? {}) : { sid: `SM${received.length}`, status: 'queued' }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answers,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
