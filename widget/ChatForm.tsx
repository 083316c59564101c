/** The bot's dialogue in the form's place. A chunk of its own, fetched when a guest would rather write. */
import { render } from 'preact';
import { caller } from '../server/contract/call.ts';
import type { Beside } from './booking.ts';
import css from './chat.css?inline';
import { awaited, type ChatActs, makeChat, type Talk } from './chat.ts';
import { codeIn } from './chatCode.ts';
import { Turn } from './parts.tsx';
import { words } from './texts/chat.ts';
import type { Texts } from './texts/fr.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** For what scrolls and holds nothing that takes the focus: the keyboard must reach it all the same. */
const reachable = { tabIndex: 0 } as const;

/** Talks of this page by restaurant: who goes to the form and comes back finds theirs. */
const talks = new Map<string, { acts: ChatActs; draw: (talk: Talk) => void }>();

/** What was said, its addresses made links. Only the web's own: nothing else is ever followed. */
const Said = ({ text }: { text: string }) => (
  <>
    {text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).map((part, index) =>
      index % 2 ? (
        <a key={part} href={part} target="_blank" rel="noopener noreferrer">
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </>
);

function Bubble({ mine, text, who, is = '' }: { mine: boolean; text: string; who: string; is?: string }) {
  return (
    <p class={`bubble${mine ? ' mine' : ''} ${is}`} dir="auto">
      <span class="unseen">{who} : </span>
      <Said text={text} />
    </p>
  );
}

function Conversation({ talk, acts, t, name }: { talk: Talk; acts: ChatActs; t: Texts; name: string }) {
  const w = words[t.lang];
  const { said, own, lost, arriving, old } = talk;
  const gone = talk.gone || old;
  const failed = own.some(({ state }) => state === 'failed');
  return (
    <>
      {!old && (
        <div class="talk" role="log" aria-label={w.log} id="log" {...reachable}>
          {arriving && <p class="small">{w.arriving}</p>}
          {!said[0] && !own[0] && !arriving && !gone && (
            <>
              <p class="small">{w.hint}</p>
              <div class="examples">
                {w.examples.map((example) => (
                  <button key={example} type="button" class="chip" onClick={() => acts.say(example)}>
                    {example}
                  </button>
                ))}
              </div>
            </>
          )}
          {said.map(({ id, direction, text }) => (
            <Bubble key={id} mine={direction === 'in'} text={text} who={direction === 'in' ? w.you : name} />
          ))}
          {own.map(({ externalId, text, state }) => (
            <Bubble key={externalId} mine text={text} who={w.you} is={state} />
          ))}
          {awaited(talk) && !gone && <small>{w.writing}</small>}
        </div>
      )}
      {failed && !gone && (
        <p class="box told" role="alert">
          {w.failed}{' '}
          <button type="button" class="link" onClick={acts.again}>
            {w.again}
          </button>
        </p>
      )}
      {lost && !failed && (
        <p class="box" role="status">
          {w.lost}
        </p>
      )}
      {gone ? (
        <p class="box told" role="status">
          {old ? w.old : w.gone}{' '}
          <button type="button" class="link" onClick={acts.anew}>
            {w.anew}
          </button>
        </p>
      ) : (
        <form
          class="say"
          onSubmit={(event) => {
            event.preventDefault();
            const field = event.currentTarget.elements.namedItem('said') as HTMLInputElement;
            acts.say(field.value);
            field.value = '';
            field.focus();
          }}
        >
          <input
            name="said"
            id="said"
            aria-label={w.field}
            placeholder={w.field}
            maxLength={2000}
            autocomplete="off"
          />
          <button class="main" type="submit">
            {w.send}
          </button>
        </form>
      )}
      {talk.whatsapp && !gone && <Elsewhere talk={talk} acts={acts} t={t} />}
    </>
  );
}

/** A French or North American number in the groups in which it is read; any other as it is. */
const spaced = (phone: string) =>
  phone
    .replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '+33\u00a0$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5')
    .replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1\u00a0$1\u00a0$2\u00a0$3');

/** The way to WhatsApp: asked for first, since its code lives a quarter of an hour. */
function Elsewhere({ talk: { way }, acts, t }: { talk: Talk; acts: ChatActs; t: Texts }) {
  const w = words[t.lang];
  if (way === 'failed')
    return (
      <p class="small way" role="status">
        {w.noWay}
      </p>
    );
  if (!way || way === 'asked')
    return (
      <p class="small">
        <button type="button" class="link" onClick={() => void acts.elsewhere()}>
          {w.elsewhere}
        </button>
      </p>
    );
  return (
    <p class="small way" role="status">
      <a href={way.url} target="_blank" rel="noopener noreferrer">
        {w.openWhatsapp}
      </a>
      {'. '}
      {w.orCode(way.code, spaced(way.phone))}
    </p>
  );
}

/** The tab's own memory, as far as the browser grants it: without, a reload leads to a code that was used. */
const keep: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem(name) {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem(name, value) {
    try {
      sessionStorage.setItem(name, value);
    } catch {
      // As above.
    }
  },
};

/** Draws the talk in the form's place (`#beside`) until the guest goes back to the form. */
export function mount({ root, base, restaurant, source, t, state, over }: Beside): void {
  const place = root.getElementById('beside')!;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  let length = 0;
  const draw = (talk: Talk) => {
    render(
      <>
        <div class="top">
          <Turn
            is="left"
            label={t.back}
            act={() => {
              acts.stop();
              over(state.contact);
            }}
          />
          <h2 id="heading" tabIndex={-1}>
            {words[t.lang].heading}
          </h2>
        </div>
        <Conversation talk={talk} acts={acts} t={t} name={state.card!.name} />
      </>,
      place,
    );
    // Follows what is said; a state that changes without a word moves nothing under the reader's eyes.
    if (talk.said.length + talk.own.length === length) return;
    length = talk.said.length + talk.own.length;
    const log = root.getElementById('log');
    if (log) log.scrollTop = log.scrollHeight;
  };
  let kept = talks.get(restaurant);
  if (kept) kept.draw = draw;
  else {
    // On a page of somebody else, what stands behind the # is theirs.
    const code = source === 'page' ? codeIn(location.hash) : null;
    const chat = makeChat({
      call: caller(base),
      restaurant,
      locale: t.lang,
      ...(code && { going: { code, keep } }),
      changed: (talk) => made.draw(talk),
    });
    const anew = () => {
      // The address leads nowhere any more.
      if (code) history.replaceState(null, '', location.pathname + location.search);
      chat.anew();
    };
    const made = { draw, acts: { ...chat, anew } };
    talks.set(restaurant, made);
    kept = made;
  }
  const { acts } = kept;
  void acts.resume();
  root.getElementById('said')?.focus();
}
