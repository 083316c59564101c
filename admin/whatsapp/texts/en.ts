import { counting } from '../../texts/plural.ts';
import type { WhatsappTexts } from './fr.ts';

const n = counting('en');

/** The words of the WhatsApp page, in English. */
export const en: WhatsappTexts = {
  title: 'WhatsApp line',
  failed: 'The state of the line could not be loaded.',
  states: {
    off: 'Off',
    starting: 'Starting',
    needs_pairing: 'Waiting for a phone',
    ready: 'Connected',
    degraded: 'Recovering',
    logged_out: 'Unlinked from the phone',
  },
  since: (when) => `since ${when}`,
  offLead: 'Guests write to the restaurant’s WhatsApp number; the bot answers and books.',
  offHow: 'You need the restaurant’s phone, with WhatsApp installed, and two minutes.',
  connect: 'Connect with a QR code',
  byCode: 'No camera on that phone? Connect with a code to type',
  phone: 'The restaurant’s WhatsApp number',
  phoneHint: 'With its country code, such as +44\u00a020\u00a07946\u00a00000.',
  phoneWrong: 'This number must begin with + and the country code.',
  getCode: 'Get a code',
  startingText: 'A browser is opening on the server and calling WhatsApp. The code appears here by itself.',
  resumingText: 'The browser is opening with the phone already linked.',
  scanTitle: 'Point the restaurant’s phone at this code',
  scanAlt: 'QR code to read with WhatsApp',
  scanSteps: [
    'Open WhatsApp on the phone.',
    'Tap Settings, then Linked devices.',
    'Tap Link a device and point at the code.',
  ],
  typeTitle: 'Type this code on the restaurant’s phone',
  typeSteps: [
    'Open WhatsApp on the phone.',
    'Tap Settings, then Linked devices, then Link a device.',
    'Tap Link with phone number and type the code.',
  ],
  fresh: 'The code renews itself here.',
  loggedOut: 'The link was removed on the phone. Link it again to go on.',
  nobodyScanned:
    'The code was shown for ten minutes and nobody scanned it: the browser is closed. Connect when the phone is at hand.',
  kept: (count) =>
    count === 0
      ? 'No message is waiting.'
      : n(
          count,
          'message is waiting and goes out after that.',
          'messages are waiting and go out after that.',
        ),
  degradedText: 'Messages that come in and go out are kept. Nothing to do for now.',
  awayText: 'The bot has not been heard of. Check that Couvert is running; messages are kept.',
  number: 'Number',
  received: 'Received in 24\u00a0h',
  sent: 'Sent in 24\u00a0h',
  waiting: 'Waiting to be sent',
  test: 'Send myself a test',
  testSending: 'Sending…',
  tests: {
    queued: 'The test is waiting its turn.',
    sent: 'The test has gone out.',
    delivered: 'The test has reached the phone.',
    read: 'The test was read.',
    failed: 'The test did not go out.',
  },
  disconnect: 'Disconnect…',
  stop: 'Give up',
  disconnectAsk: 'Disconnect the line?',
  disconnectText:
    'The bot will no longer answer on WhatsApp and the phone will be unlinked. To go on later you will need a new code.',
  disconnectNow: 'Disconnect',
  keep: 'Keep the line',
  faults: 'Last incidents',
  noFaults: 'No incident.',
  faultKinds: {
    bot_away: 'The bot has not been heard of',
    browser: 'No browser starts on the server (CHROMIUM_PATH)',
    crashed: 'The browser ended, another took over',
    silent: 'The page no longer answered; the browser was restarted',
    slowStart: 'The start took too long',
    expired: 'The code had expired; a new one was asked for',
    conflict: 'WhatsApp Web was opened elsewhere with this number',
    memory: 'The browser took too much memory and was restarted',
    night: 'Restart of the night',
    orphan: 'A browser left behind was closed',
    unlinked: 'The link was removed on the phone',
    away: 'WhatsApp does not answer',
    blocked: 'WhatsApp refuses the line',
    metaAway: 'Meta does not answer',
    metaLater: 'Meta asks to slow down; sending is tried again',
    metaRefused: 'Meta refuses the line',
  },
  otherFault: (what) => `Technical incident (${what})`,
  caution: 'What WhatsApp thinks of it',
  cautionText: [
    'This line goes through WhatsApp Web, like a computer linked to the phone. WhatsApp does not allow unofficial software and may suspend the number.',
    'Couvert answers those who write, spaces its messages, limits first contacts and never sends a campaign this way. That makes the risk small, not nil: use a number you could do without.',
  ],
};
