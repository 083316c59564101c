import { ArrowLeft, Inbox } from 'lucide-preact';
import type { Template } from '../../../server/templates/contract.ts';
import { giveBack } from '../../frame/giveBack.ts';
import { go, leave, urlOf } from '../../place.ts';
import { texts } from '../../texts/texts.ts';
import { isForChats, keyOf } from './draft.ts';
import { words } from './texts/words.ts';

/** Those that a restaurant sends or not, and when, as it has set. */
const set: Template['kind'][] = ['reminder', 'thanks', 'waitlist_joined', 'waitlist_offer'];

/** What it is, when it goes out, and in which language and through which channel one rewords it. */
export function Head({ template, siblings }: { template: Template; siblings: Template[] }) {
  const says = words.value;
  const { kind, channel, locale } = template;
  const to = (change: Partial<Template>) => {
    const next = { ...template, ...change };
    const there = siblings.find((one) => keyOf(one) === keyOf(next));
    if (there) go({ open: keyOf(there) }, 'replace');
  };
  const channels = (['email', 'sms'] as const).filter((one) =>
    siblings.some((sibling) => sibling.channel === one),
  );
  return (
    <header class="tpl-head">
      <button
        type="button"
        class="button tpl-back"
        onClick={() => {
          leave({ open: null });
          giveBack(() => document.querySelector<HTMLElement>(`[data-open="${kind}"]`));
        }}
      >
        <ArrowLeft size={18} strokeWidth={1.5} aria-hidden="true" />
        {texts.value.frame.back}
      </button>
      <h2>{says.kinds[kind]}</h2>
      <p class="muted">
        {says.when[kind]}{' '}
        {set.includes(kind) && <a href={urlOf({ page: 'reglages', tab: 'guests' })}>{says.settings}</a>}
      </p>
      <div class="tpl-which">
        <fieldset class="joined-choice">
          <legend class="unseen">{says.language}</legend>
          {(['fr', 'en'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={one === locale} onClick={() => to({ locale: one })}>
              {says.languages[one]}
            </button>
          ))}
        </fieldset>
        {channels.length > 1 && (
          <fieldset class="joined-choice">
            <legend class="unseen">{says.channel}</legend>
            {channels.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === channel}
                onClick={() => to({ channel: one })}
              >
                {isForChats({ kind, channel: one }) ? says.inChat : says.channels[one]}
              </button>
            ))}
          </fieldset>
        )}
      </div>
    </header>
  );
}

/** No provider is connected for this channel: where to read what would have left. */
export function NothingLeaves({ channel }: { channel: Template['channel'] }) {
  const says = words.value;
  return (
    <p class="hint tpl-outbox">
      <Inbox size={17} strokeWidth={1.5} aria-hidden="true" />
      <span>
        {says.nothingLeaves[channel]} <a href={urlOf({ tab: 'sent', open: null })}>{says.openSent}</a>
      </span>
    </p>
  );
}
