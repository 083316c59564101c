import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { LineEvents, OutboundMessage, Transport } from './transport.ts';

/** How long a guest at the terminal waits before being told that no answer came. */
const patience = 30_000;
/** A turn may say several things: the next prompt waits this long for more. */
const more = 120;

export type TerminalLine = {
  transport: Transport;
  /** Resolves when the guest has left: Ctrl-C, Ctrl-D, or the end of a script. */
  left: Promise<void>;
};

/**
 * The terminal as a line on which one guest writes. At a keyboard it shows a prompt; fed from a pipe it sends a
 * line, waits for the answer, and sends the next.
 */
export function terminalLine(options: {
  restaurant: string;
  address: string;
  verifiedPhone?: string;
  input: NodeJS.ReadableStream & { isTTY?: boolean };
  output: NodeJS.WritableStream;
  colour: boolean;
  /** Said when no answer came in time. */
  silence: string;
}): TerminalLine {
  const { restaurant, address, verifiedPhone, input, output, colour } = options;
  const paint = (code: number, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const keyboard = input.isTTY === true;
  const prompt = paint(36, '› ');
  const lines = createInterface({ input, output: keyboard ? output : undefined, prompt, terminal: keyboard });
  let onReply: (() => void) | undefined;
  let onLeave: (() => void) | undefined;
  let leave = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  lines.once('SIGINT', () => lines.close());
  // At a keyboard, leaving is leaving; a script that has ended still waits for its last answer.
  if (keyboard) lines.once('close', () => onLeave?.());

  async function converse(events: LineEvents) {
    if (keyboard) lines.prompt();
    for await (const line of lines) {
      const text = line.trim();
      if (text) {
        if (!keyboard) output.write(`${prompt}${text}\n`);
        const answered = reply();
        await events.message({
          id: randomUUID(),
          address,
          text,
          at: new Date().toISOString(),
          ...(verifiedPhone && { verifiedPhone }),
        });
        if (!(await answered)) output.write(`${paint(2, options.silence)}\n`);
      }
      if (keyboard) lines.prompt();
    }
    if (keyboard) output.write('\n');
  }

  /** Whether something was answered within the guest's patience; resolves once nothing more seems to come. */
  function reply(): Promise<boolean> {
    return new Promise((resolve) => {
      let timer = setTimeout(() => resolve(false), patience);
      onReply = () => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(true), more);
      };
      onLeave = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  const transport: Transport = {
    name: 'terminal',
    restaurant,
    address,
    async start(events) {
      events.state('ready');
      await converse(events).finally(leave);
    },
    async send({ text }: OutboundMessage) {
      output.write(`\n${text.replace(/^/gm, '  ')}\n\n`);
      onReply?.();
      return { state: 'sent' };
    },
    async stop() {
      lines.close();
    },
  };
  return { transport, left };
}
