import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';

const program = fileURLToPath(new URL('../bot/main.ts', import.meta.url));
const shortest = 500;
const longest = 30_000;
/** One that lived this long was well: the next fault is a new one. */
const well = 60_000;

export type BotProcess = {
  /** Ends the bot and resolves when it is gone. Calling it again is harmless. */
  stop(): Promise<void>;
};

/**
 * Runs the bot beside the server and starts it again when it ends, after half a second and then ever longer,
 * up to half a minute. It knows the API's address and its token alone. The channel between us is there to be
 * cut: by it the bot learns that we are gone, however we went.
 */
export function runBot(config: Config, tell: (line: string) => void): BotProcess {
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let delay = shortest;
  let stopping = false;

  const begin = () => {
    const born = Date.now();
    child = spawn(process.execPath, [program], {
      env: environmentOf(config),
      // Its own session: Ctrl-C is for us, who end it in its turn.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    ended = new Promise((resolve) => {
      const onEnd = (reason: string) => {
        resolve();
        if (stopping) return;
        delay = Date.now() - born > well ? shortest : Math.min(delay * 2, longest);
        tell(`The bot ended (${reason}); it starts again in ${delay / 1000} s.`);
        timer = setTimeout(begin, delay);
      };
      child?.once('error', (error) => onEnd(error.message));
      child?.once('exit', (code, signal) => onEnd(signal ?? `code ${code}`));
    });
  };
  begin();

  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 4_500);
      await ended;
      clearTimeout(late);
    },
  };
}

function environmentOf(config: Config): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, NODE_ENV } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    NODE_ENV,
    COUVERT_URL: ownAddress(config),
    BOT_TOKEN: config.botToken,
    LOG_LEVEL: config.logLevel,
    DATA_DIR: config.dataDir,
    ...(config.whatsappCloud && {
      WHATSAPP_CLOUD: JSON.stringify({
        url: config.whatsappCloud.url,
        phoneIds: config.whatsappCloud.phoneIds,
        token: config.whatsappCloud.token,
      }),
    }),
    ...(config.chromiumPath && { CHROMIUM_PATH: config.chromiumPath }),
    ...(config.whatsappFlags && { WHATSAPP_CHROMIUM_FLAGS: config.whatsappFlags }),
    ...(config.whatsappWebVersion && { WHATSAPP_WEB_VERSION: config.whatsappWebVersion }),
  };
}

/** Where this machine reaches the server, whatever name the world knows it by. */
export function ownAddress(config: Pick<Config, 'host' | 'port'>): string {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' };
  const host = everywhere[config.host] ?? (config.host.includes(':') ? `[${config.host}]` : config.host);
  return `http://${host}:${config.port}`;
}
