/** The bot's process, as `npm start` runs it: answers the chats of web pages. Ends when its parent is gone. */
import { runBot } from './runner.ts';
import { connect } from './server.ts';

const levels = ['debug', 'info', 'warn', 'error'];

const url = process.env.COUVERT_URL;
const token = process.env.BOT_TOKEN;
if (!url || !token) {
  process.stderr.write('The bot needs COUVERT_URL and BOT_TOKEN; npm start gives it both.\n');
  process.exit(1);
}

const least = levels.indexOf(process.env.LOG_LEVEL ?? 'warn');
const bot = runBot({
  call: connect(url, token),
  log(level, what, detail) {
    const silent = least < 0 && process.env.LOG_LEVEL !== 'trace';
    if (silent || levels.indexOf(level) < least) return;
    process.stderr.write(
      `${JSON.stringify({ level, time: new Date().toISOString(), bot: what, ...detail })}\n`,
    );
  },
});

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  // What is being answered is answered; a server that is gone is not waited for.
  setTimeout(() => process.exit(0), 4_000).unref();
  await bot.stop();
  process.exit(0);
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', end);
