import './whatsapp.css';
import { CircleAlert, CircleCheck, CircleDashed, CircleOff, QrCode, RefreshCw } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Line } from '../../server/lines/contract.ts';
import { Fault, Shape } from '../frame/Fault.tsx';
import type { House } from '../frame/house.ts';
import { spaced } from '../messages/phone.ts';
import { moment } from '../texts/dates.ts';
import { explain, locale } from '../texts/texts.ts';
import { CloudTemplates } from './CloudTemplates.tsx';
import { Connect } from './Connect.tsx';
import { Pairing } from './Pairing.tsx';
import { faceOf, faultOf, isAsleep } from './shown.ts';
import { cloudWords } from './texts/cloud.ts';
import { words } from './texts/words.ts';
import { useCloud } from './useCloud.ts';
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
  const cloud = useCloud(house.slug);
  const says = words.value;
  return (
    <div class="wa-page">
      {fault && !line && <Fault what={says.failed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={5} />}
      {line && !cloud.busy && (
        <>
          <section class="wa-card" aria-labelledby="wa-title">
            <Head line={line} house={house} isCloud={cloud.is} />
            {cloud.is ? <CloudFace line={line} desk={desk} /> : <Face line={line} desk={desk} />}
            {desk.fault && (
              <p class="problem" role="alert">
                {explain(desk.fault)}
              </p>
            )}
          </section>
          <section class="wa-card wa-caution">
            <h2>{cloud.is ? cloudWords().official : says.caution}</h2>
            {(cloud.is ? cloudWords().officialText : says.cautionText).map((text) => (
              <p key={text}>{text}</p>
            ))}
          </section>
          {cloud.is && (
            <CloudTemplates
              key={house.slug}
              restaurant={house.slug}
              templates={cloud.templates}
              onSaved={cloud.saved}
            />
          )}
          {line.wanted && <Faults line={line} house={house} />}
        </>
      )}
    </div>
  );
}

function Head({ line, house, isCloud }: { line: Line; house: House; isCloud: boolean }) {
  const says = words.value;
  const Icon = icons[line.state];
  return (
    <header class="wa-head">
      <h2 id="wa-title">{says.title}</h2>
      <p class={`wa-state wa-state-${line.state}`} role="status">
        <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
        <strong>
          {isCloud && line.state === 'logged_out' ? cloudWords().refusedState : says.states[line.state]}
        </strong>
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

/** The same of a line of the Cloud API, which needs no phone. */
function CloudFace({ line, desk }: { line: Line; desk: Desk }) {
  const says = cloudWords();
  const busy = desk.doing !== null || undefined;
  const connect = (label: string) => (
    <button type="button" class="button primary" aria-disabled={busy} onClick={() => void desk.connect()}>
      {label}
    </button>
  );
  if (line.state === 'off') {
    return (
      <>
        <p>
          {says.offLead} <span class="muted">{says.offHow}</span>
        </p>
        <div class="wa-acts">{connect(says.connect)}</div>
      </>
    );
  }
  const isRefused = line.state === 'logged_out';
  const code = /\((-?\d+)\)/.exec(line.why ?? '')?.[1] ?? '–';
  return (
    <>
      {isRefused && (
        <p class="hint">
          {says.refused(code)} {words.value.kept(line.waiting)}
        </p>
      )}
      {line.state === 'starting' && <p>{says.starting}</p>}
      {line.state === 'degraded' && (
        <p class="hint">{line.why === 'bot_away' ? words.value.awayText : says.away}</p>
      )}
      {(line.state === 'ready' || line.state === 'degraded') && <Facts line={line} />}
      <Acts line={line} desk={desk} disconnectText={says.disconnectText}>
        {isRefused && connect(says.again)}
      </Acts>
    </>
  );
}

function Facts({ line }: { line: Line }) {
  const says = words.value;
  const facts: [string, string | number][] = [
    [says.number, line.phone ? spaced(line.phone) : '–'],
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

function Acts(props: {
  line: Line;
  desk: Desk;
  /** What disconnecting means; of a line by the web client unless said. */
  disconnectText?: string;
  /** What else there is to do, before the rest. */
  children?: ComponentChildren;
}) {
  const { line, desk } = props;
  const says = words.value;
  const [asking, setAsking] = useState(false);
  const busy = desk.doing !== null || undefined;
  if (asking) {
    return (
      <fieldset class="wa-ask">
        <legend>{says.disconnectAsk}</legend>
        <p>{props.disconnectText ?? says.disconnectText}</p>
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
      {props.children}
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
