import { RotateCcw, SendHorizontal } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { House } from '../frame/house.ts';
import { reachable } from '../frame/reachable.ts';
import { texts } from '../texts/texts.ts';
import { useTalk } from './useTalk.ts';

/** A chat with the bot, as a guest has it: the same endpoints, the same bot. */
export function TryBot({ house }: { house: House }) {
  const words = texts.value.bot;
  const { talk, gone, waits, silent, send, restart } = useTalk(house.slug);
  const [text, setText] = useState('');
  const log = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const empty = talk.said.length === 0 && talk.outgoing.length === 0;

  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [talk, waits, silent]);

  const say = (what: string) => {
    const trimmed = what.trim();
    if (!trimmed || gone) return;
    setText('');
    void send(trimmed);
    field.current?.focus();
  };

  return (
    <section class="talk" aria-labelledby="talk-title">
      <header class="talk-head">
        <div>
          <h2 id="talk-title">{words.title}</h2>
          <p class="muted small">{words.lead}</p>
        </div>
        {!empty && (
          <button
            type="button"
            class="button"
            onClick={() => {
              restart();
              field.current?.focus();
            }}
          >
            <RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />
            {words.restart}
          </button>
        )}
      </header>
      <div ref={log} class="bubbles" role="log" aria-label={texts.value.messages.log} {...reachable}>
        {empty && (
          <div class="talk-begin">
            <p class="muted">{words.begin}</p>
            {words.ideas.map((idea) => (
              <button key={idea} type="button" class="chip" onClick={() => say(idea)}>
                {idea}
              </button>
            ))}
          </div>
        )}
        {talk.said.map((message) => (
          <p key={message.id} class={`bubble bubble-${message.direction}`}>
            <span class="unseen">
              {message.direction === 'in' ? words.you : texts.value.messages.fromBot} :{' '}
            </span>
            {message.text}
          </p>
        ))}
        {talk.outgoing.map((one) => (
          <div key={one.externalId} class="bubble-row">
            <p class={`bubble bubble-in bubble-${one.state}`}>
              <span class="unseen">{words.you} : </span>
              {one.text}
            </p>
            {one.state === 'failed' && (
              <p class="bubble-note">
                <span role="alert">{words.notSent}</span>{' '}
                {!gone && (
                  <button
                    type="button"
                    class="text-button"
                    onClick={() => void send(one.text, one.externalId)}
                  >
                    {words.resend}
                  </button>
                )}
              </p>
            )}
          </div>
        ))}
        {waits && !silent && (
          <p class="bubble bubble-out typing">
            <span class="unseen">{words.typing}</span>
            <i />
            <i />
            <i />
          </p>
        )}
        {waits && silent && <p class="bubble-note bubble-note-bot">{words.silent}</p>}
        {gone && (
          <p class="bubble-note bubble-note-bot" role="alert">
            {words.gone}
          </p>
        )}
      </div>
      <form
        class="talk-form"
        onSubmit={(event) => {
          event.preventDefault();
          say(text);
        }}
      >
        <textarea
          ref={field}
          rows={1}
          maxLength={4000}
          aria-label={words.label}
          placeholder={words.placeholder}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            say(text);
          }}
        />
        <button type="submit" class="button primary" aria-label={words.send} aria-disabled={!text.trim()}>
          <SendHorizontal size={18} strokeWidth={1.5} aria-hidden="true" />
        </button>
      </form>
    </section>
  );
}
