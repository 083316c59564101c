import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks questions on a terminal, one after the other. */
export type Terminal = {
  /** Asks until `check` has nothing to say; an empty answer is the one offered, if there is one. */
  ask(
    question: string,
    offered: string | undefined,
    check: (answer: string) => string | null,
  ): Promise<string>;
  /** The same without showing what is typed. */
  askHidden(question: string, check: (answer: string) => string | null): Promise<string>;
  close(): void;
};

/** Opens the terminal that this process was started on. `tell` prints a line. Rejects when input ends or at Ctrl-C. */
export function openTerminal(tell: (line: string) => void): Terminal {
  let hidden = false;
  // readline writes each key that is pressed to its output: this one keeps them to itself while a secret is typed.
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (hidden) done();
      else process.stdout.write(chunk, () => done());
    },
  });
  const lines: Interface = createInterface({ input: process.stdin, output, terminal: true });
  const abort = new AbortController();
  lines.once('close', () => abort.abort());
  lines.once('SIGINT', () => lines.close());

  return {
    async ask(question, offered, check) {
      for (;;) {
        const prompt = offered ? `${question} [${offered}]: ` : `${question}: `;
        const answer = (await lines.question(prompt, { signal: abort.signal })).trim() || (offered ?? '');
        const problem = check(answer);
        if (!problem) return answer;
        tell(`  Expected: ${problem}.`);
      }
    },
    async askHidden(question, check) {
      for (;;) {
        process.stdout.write(`${question}: `);
        hidden = true;
        const answer = await lines.question('', { signal: abort.signal }).finally(() => {
          hidden = false;
          process.stdout.write('\n');
        });
        const problem = check(answer);
        if (!problem) return answer;
        tell(`  Expected: ${problem}.`);
      }
    },
    close: () => lines.close(),
  };
}
