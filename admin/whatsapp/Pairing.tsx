import { useMemo } from 'preact/hooks';
import type { Pairing as Code } from '../../server/lines/contract.ts';
import { codeHalves, qrPath } from './shown.ts';
import { words } from './texts/words.ts';

/** What a phone must see, or be told, to join the line; it changes by itself when WhatsApp renews it. */
export function Pairing({ pairing }: { pairing: Code }) {
  const says = words.value;
  const scans = 'qr' in pairing;
  return (
    <div class="wa-pairing">
      {scans ? (
        <Square text={pairing.qr} label={says.scanAlt} />
      ) : (
        <output class="wa-code">{codeHalves(pairing.code)}</output>
      )}
      <div>
        <h3>{scans ? says.scanTitle : says.typeTitle}</h3>
        <ol class="wa-steps">
          {(scans ? says.scanSteps : says.typeSteps).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <p class="muted">{says.fresh}</p>
      </div>
    </div>
  );
}

/** Dark on light whatever the page's colours are: so cameras want it. */
function Square({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      class="wa-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
