import { ArrowLeft, Inbox, Mail, MessageCircle, MessageSquare } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../server/messaging/contract.ts';
import { CallFailed, call } from '../api.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import { giveBack } from '../frame/giveBack.ts';
import type { House } from '../frame/house.ts';
import { reachable } from '../frame/reachable.ts';
import { Split } from '../frame/Split.tsx';
import { useLoaded } from '../load.ts';
import { address, go, leave } from '../place.ts';
import { useLiveEvent, useSoon } from '../stream.ts';
import { moment } from '../texts/dates.ts';
import { explain, locale, texts } from '../texts/texts.ts';
import { showLetter } from './letter.ts';
import { OutcomeMark, outcomeOf } from './Outcome.tsx';

const icons = { email: Mail, sms: MessageSquare, whatsapp: MessageCircle };

const kindOf = (message: Message) => texts.value.messages.kinds[message.kind] ?? message.kind;

function SentLine({ message, house, opened }: { message: Message; house: House; opened: boolean }) {
  const Icon = icons[message.channel];
  return (
    <li data-item class={`letter${opened ? ' letter-open' : ''}`}>
      <button
        type="button"
        class="letter-name"
        data-row
        data-open={message.id}
        aria-expanded={opened}
        onClick={() => go({ open: message.id }, address.value.open ? 'replace' : 'push')}
      >
        {message.to}
      </button>
      <time class="letter-when" dateTime={message.createdAt}>
        {moment(message.createdAt, locale.value, house.timeZone)}
      </time>
      <span class="letter-text">{message.subject ?? message.text}</span>
      <span class="letter-marks">
        <span class="badge badge-tag">
          <Icon size={13} strokeWidth={1.5} aria-hidden="true" />
          {kindOf(message)}
        </span>
        <OutcomeMark message={message} />
      </span>
    </li>
  );
}

/** The email as it was rendered, in a page that may run nothing and lead nowhere. */
function Letter({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      class="letter-page"
      sandbox="allow-same-origin"
      srcDoc="<!doctype html><title></title>"
      title={title}
      onLoad={(event) => {
        const page = event.currentTarget.contentDocument;
        if (page) showLetter(page, html);
      }}
    />
  );
}

function Reading({ message, house }: { message: Message; house: House }) {
  const words = texts.value.messages;
  const heading = useRef<HTMLHeadingElement>(null);
  const [as, setAs] = useState<'preview' | 'asText'>(message.html ? 'preview' : 'asText');
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const title = message.subject ?? kindOf(message);
  return (
    <section class="letter-reading" aria-label={words.preview}>
      <header class="letter-head">
        <button
          type="button"
          class="guest-back button"
          onClick={() => {
            leave({ open: null });
            giveBack(() => document.querySelector<HTMLElement>(`[data-open="${CSS.escape(message.id)}"]`));
          }}
        >
          <ArrowLeft size={18} strokeWidth={1.5} aria-hidden="true" />
          {texts.value.guest.back}
        </button>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {message.html && (
          <fieldset class="joined-choice">
            <legend class="unseen">{words.preview}</legend>
            {(['preview', 'asText'] as const).map((name) => (
              <button key={name} type="button" aria-pressed={as === name} onClick={() => setAs(name)}>
                {words[name]}
              </button>
            ))}
          </fieldset>
        )}
      </header>
      <p class="letter-to muted">
        {words.to} {message.to} · {outcomeOf(message)}
        {message.outcomeAt && ` · ${moment(message.outcomeAt, locale.value, house.timeZone)}`}
      </p>
      {message.error && <p class="problem">{words.errors[message.error] ?? message.error}</p>}
      {message.emailTrouble && <p class="problem">{words.emailTrouble[message.emailTrouble]}</p>}
      {as === 'preview' && message.html ? (
        <Letter html={message.html} title={words.frame(title)} />
      ) : (
        <pre class="letter-plain" {...reachable}>
          {message.text}
        </pre>
      )}
    </section>
  );
}

/** What went out to guests, or would have: newest first, each as it was rendered. */
export function Sent({ house }: { house: House }) {
  const words = texts.value.messages;
  const first = useLoaded(house.slug, (signal) =>
    call('GET /api/messages', { query: { restaurant: house.slug }, signal }),
  );
  const [rest, setRest] = useState<{ messages: Message[]; cursor: string | null } | null>(null);
  const [fault, setFault] = useState<CallFailed | null>(null);
  // A booking writes its confirmation a moment later, by a job of its own.
  const soon = useSoon(first.reload, 1_500);
  useLiveEvent((message) => {
    if (message.event.kind === 'reservation') soon();
  });
  const seen = new Set(first.value?.messages.map((message) => message.id));
  const messages = [
    ...(first.value?.messages ?? []),
    ...(rest?.messages.filter((message) => !seen.has(message.id)) ?? []),
  ];
  const cursor = rest ? rest.cursor : (first.value?.cursor ?? null);
  const { open } = address.value;
  const reading = messages.find((message) => message.id === open);

  async function more() {
    if (!cursor) return;
    setFault(null);
    try {
      const next = await call('GET /api/messages', { query: { restaurant: house.slug, cursor } });
      setRest({ messages: [...(rest?.messages ?? []), ...next.messages], cursor: next.cursor });
    } catch (failed) {
      if (!(failed instanceof CallFailed)) throw failed;
      setFault(failed);
    }
  }

  return (
    <Split
      panel={reading ? <Reading key={reading.id} message={reading} house={house} /> : null}
      empty={messages.length > 0 ? <p class="split-empty">{words.sentPick}</p> : undefined}
    >
      {first.fault && !first.value && (
        <Fault what={words.sentFailed} fault={first.fault} onRetry={first.reload} />
      )}
      {first.slow && <Shape rows={8} />}
      {first.value && messages.length === 0 && <p class="empty">{words.sentEmpty}</p>}
      {messages.some((message) => message.status === 'outbox') && (
        <p class="hint">
          <Inbox size={17} strokeWidth={1.5} aria-hidden="true" />
          {words.outboxNote}
        </p>
      )}
      <ol class="letters" data-rows>
        {messages.map((message) => (
          <SentLine key={message.id} message={message} house={house} opened={open === message.id} />
        ))}
      </ol>
      {fault && (
        <p class="problem" role="alert">
          {explain(fault)}
        </p>
      )}
      {cursor && (
        <button type="button" class="button wide" onClick={() => void more()}>
          {texts.value.frame.more}
        </button>
      )}
    </Split>
  );
}
