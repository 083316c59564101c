import './whatsapp.css';
import { CircleAlert, CircleCheck, CircleDashed, CircleOff, QrCode, RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Line } from '../../server/lines/contract.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { moment } from '../texts/dates.ts';
import { explain, locale } from '../texts/texts.ts';
import { Connect } from './Connect.tsx';
import { Pairing } from './Pairing.tsx';
import { faceOf, faultOf, isAsleep } from './shown.ts';
import { words } from './texts/words.ts';
import { useLine } from './useLine.ts';

const icons = {
  off: CircleOff,
  starting: RefreshCw,
  needs_pairing: QrCode,
  ready: CircleCheck,
  degraded: CircleDashed,
  logged_out: CircleAlert,
};

type Desk = ReturnType<typeof useLine>;

/** The restaurant's WhatsApp line: how it is, what a phone must see to join it, and what came and went. */
export function Whatsapp({ house }: { house: House }) {
  const desk = useLine(house.slug);
  const { value: line, fault, slow, reload } = desk.loaded;
  const says = words.value;
  return (
    <div class="wa-page">
      {fault && !line && <Fault what={says.failed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={5} />}
      {line && (
        <>
          <section class="wa-card" aria-labelledby="wa-title">
            <Head line={line} house={house} />
            <Face line={line} desk={desk} />
            {desk.fault && (
              <p class="problem" role="alert">
                {explain(desk.fault)}
              </p>
            )}
          </section>
          <section class="wa-card wa-caution">
            <h2>{says.caution}</h2>
            {says.cautionText.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </section>
          {line.wanted && <Faults line={line} house={house} />}
        </>
      )}
    </div>
  );
}

function Head({ line, house }: { line: Line; house: House }) {
  const says = words.value;
  const Icon = icons[line.state];
  return (
    <header class="wa-head">
      <h2 id="wa-title">{says.title}</h2>
      <p class={`wa-state wa-state-${line.state}`} role="status">
        <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
        <strong>{says.states[line.state]}</strong>
        {line.wanted && (
          <span class="muted">{says.since(moment(line.since, locale.value, house.timeZone))}</span>
        )}
      </p>
    </header>
  );
}

function Face({ line, desk }: { line: Line; desk: Desk }) {
  const says = words.value;
  const face = faceOf(line);
  if (face === 'off')
    return (
      <>
        {isAsleep(line) && (
          <p class="hint">
            {says.nobodyScanned} {line.state === 'logged_out' && says.kept(line.waiting)}
          </p>
        )}
        <Connect desk={desk} />
      </>
    );
  return (
    <>
      {line.state === 'logged_out' && (
        <p class="hint">
          {says.loggedOut} {says.kept(line.waiting)}
        </p>
      )}
      {face === 'starting' && <p>{line.phone ? says.resumingText : says.startingText}</p>}
      {face === 'degraded' && <p class="hint">{troubleOf(line.why)}</p>}
      {line.pairing && <Pairing pairing={line.pairing} />}
      {(face === 'ready' || face === 'degraded') && <Facts line={line} />}
      <Acts line={line} desk={desk} />
    </>
  );
}

function Facts({ line }: { line: Line }) {
  const says = words.value;
  const facts: [string, string | number][] = [
    [says.number, line.phone ?? '–'],
    [says.received, line.received],
    [says.sent, line.sent],
    [says.waiting, line.waiting],
  ];
  return (
    <dl class="wa-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Acts({ line, desk }: { line: Line; desk: Desk }) {
  const says = words.value;
  const [asking, setAsking] = useState(false);
  const busy = desk.doing !== null || undefined;
  if (asking) {
    return (
      <fieldset class="wa-ask">
        <legend>{says.disconnectAsk}</legend>
        <p>{says.disconnectText}</p>
        <div class="wa-acts">
          <button
            type="button"
            class="button wa-harm"
            aria-disabled={busy}
            onClick={() => void desk.disconnect().then((done) => done && setAsking(false))}
          >
            {says.disconnectNow}
          </button>
          <button type="button" class="button" onClick={() => setAsking(false)}>
            {says.keep}
          </button>
        </div>
      </fieldset>
    );
  }
  const isPaired = line.phone !== null;
  return (
    <div class="wa-acts">
      {line.state === 'ready' && (
        <button
          type="button"
          class="button primary"
          aria-disabled={busy}
          onClick={() => void desk.test(locale.value)}
        >
          {desk.doing === 'test' ? says.testSending : says.test}
        </button>
      )}
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        onClick={() => (isPaired ? setAsking(true) : void desk.disconnect())}
      >
        {isPaired ? says.disconnect : says.stop}
      </button>
      {line.state === 'ready' && line.test && (
        <p class="muted" role="status">
          {says.tests[line.test.state]}
        </p>
      )}
    </div>
  );
}

/** What is wrong with a line that recovers, and whether there is something to do about it. */
function troubleOf(why: string | null): string {
  const says = words.value;
  const kind = why === null ? null : faultOf(why);
  if (kind === 'bot_away') return says.awayText;
  if (why === null) return says.degradedText;
  return kind === 'browser' || kind === 'blocked'
    ? `${faultWords(why)}.`
    : `${faultWords(why)}. ${says.degradedText}`;
}

function faultWords(what: string): string {
  const says = words.value;
  const kind = faultOf(what);
  return kind ? says.faultKinds[kind] : says.otherFault(what);
}

function Faults({ line, house }: { line: Line; house: House }) {
  const says = words.value;
  return (
    <section class="wa-card" aria-labelledby="wa-faults">
      <h2 id="wa-faults">{says.faults}</h2>
      {line.faults.length === 0 && <p class="muted">{says.noFaults}</p>}
      <ol class="wa-faults">
        {line.faults.map(({ at, what }) => (
          <li key={`${at} ${what}`}>
            <time dateTime={at}>{moment(at, locale.value, house.timeZone)}</time>
            <span>{faultWords(what)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
