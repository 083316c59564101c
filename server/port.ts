import { createServer } from 'node:net';
import { CannotStart } from './cannotStart.ts';

/**
 * Throws CannotStart when nothing can listen there, before the work of a start is done for nothing. Between
 * this and listening somebody may still come first: the same sentence fits then (see `portRefused`).
 */
export async function checkPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portRefused(error, host, port)));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** What the person who starts Couvert is told when listening failed; other errors come back as they are. */
export function portRefused(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const other = `Choose another port: PORT=${port === 3000 ? 3001 : 3000} npm start`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new CannotStart(`Port ${port} on ${host} is taken by another program.\n${other}`);
    case 'EACCES':
      return new CannotStart(`Port ${port} on ${host} is not for ordinary users to listen on.\n${other}`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new CannotStart(
        `HOST is ${host}, which is no address of this machine. 127.0.0.1 is for this machine alone, 0.0.0.0 for all.`,
      );
    default:
      return error;
  }
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
