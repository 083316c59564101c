import { INBOUND_CHANNEL, OUTBOUND_CHANNEL, REPLY_CHANNEL } from './conversations/channels.ts';
import { LINE_CHANNEL, ORDER_CHANNEL } from './lines/channels.ts';
import { LIVE_CHANNEL } from './live/stream.ts';

/** Every NOTIFY channel that some feature hears. */
export const CHANNELS = [
  LIVE_CHANNEL,
  INBOUND_CHANNEL,
  REPLY_CHANNEL,
  OUTBOUND_CHANNEL,
  LINE_CHANNEL,
  ORDER_CHANNEL,
];
