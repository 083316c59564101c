import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Template } from '../../../server/templates/contract.ts';
import { Fault, Shape } from '../../frame/Fault.tsx';
import type { House } from '../../frame/house.ts';
import { reachable } from '../../frame/reachable.ts';
import { showLetter } from '../letter.ts';
import { isForChats } from './draft.ts';
import { words } from './texts/words.ts';
import type { ShownPreview } from './usePreview.ts';

const forms = ['html', 'text'] as const;
const schemes = ['light', 'dark'] as const;
type Scheme = (typeof schemes)[number];

/** The message as a guest would get it: in a mail program, light or dark, or as plain text; or as an SMS. */
export function Preview(props: {
  template: Template;
  loaded: ShownPreview;
  house: House;
  /** What can be done with it. */
  children: ComponentChildren;
}) {
  const says = words.value;
  const { template, house } = props;
  const { value, fault, slow, reload } = props.loaded;
  const [form, setForm] = useState<(typeof forms)[number]>('html');
  const [scheme, setScheme] = useState<Scheme>(() =>
    window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  return (
    <section class="tpl-preview" aria-label={says.preview}>
      <header class="tpl-preview-head">
        <h3>{says.preview}</h3>
        {template.channel === 'email' && (
          <>
            <Choice
              label={says.asLabel}
              names={forms}
              chosen={form}
              called={says.as}
              onChoose={(name) => setForm(name)}
            />
            {form === 'html' && (
              <Choice
                label={says.schemeLabel}
                names={schemes}
                chosen={scheme}
                called={says.scheme}
                onChoose={(name) => setScheme(name)}
              />
            )}
          </>
        )}
      </header>
      {fault && !value && <Fault what={says.previewFailed} fault={fault} onRetry={reload} />}
      {slow && <Shape rows={6} />}
      {value?.subject != null && (
        <p class="tpl-subject">
          <span class="muted">{house.name}</span>
          <strong lang={template.locale}>{value.subject}</strong>
        </p>
      )}
      {value?.html != null && form === 'html' && (
        <LetterPage html={value.html} scheme={scheme} title={says.frame(value.subject ?? '')} />
      )}
      {value && template.channel === 'email' && form === 'text' && (
        <pre class="tpl-plain" lang={template.locale} {...reachable}>
          {value.text}
        </pre>
      )}
      {value?.sms && (
        <div class="tpl-phone">
          <p class="tpl-bubble" lang={template.locale}>
            {value.text}
          </p>
          {!isForChats(template) && (
            <>
              <p class="muted small">{says.segments(value.sms.segments, value.sms.characters)}</p>
              {value.sms.costly.length > 0 && (
                <p class="tpl-costly">{says.costly(value.sms.costly.join(' '))}</p>
              )}
            </>
          )}
        </div>
      )}
      <footer class="tpl-sample">{props.children}</footer>
    </section>
  );
}

function Choice<T extends string>(props: {
  label: string;
  names: readonly T[];
  chosen: T;
  called: Record<T, string>;
  onChoose(name: T): void;
}) {
  return (
    <fieldset class="joined-choice">
      <legend class="unseen">{props.label}</legend>
      {props.names.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === props.chosen}
          onClick={() => props.onChoose(name)}
        >
          {props.called[name]}
        </button>
      ))}
    </fieldset>
  );
}

/** The email in a page that may run nothing and lead nowhere; it keeps its place while one types. */
function LetterPage({ html, scheme, title }: { html: string; scheme: Scheme; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (!ready || !page) return;
    const top = page.scrollingElement?.scrollTop ?? 0;
    showLetter(page, html, scheme);
    for (const link of page.querySelectorAll('a')) link.removeAttribute('href');
    page.scrollingElement?.scrollTo(0, top);
  }, [ready, html, scheme]);
  return (
    <iframe
      ref={frame}
      class={`tpl-page tpl-page-${scheme}`}
      sandbox="allow-same-origin"
      srcDoc="<!doctype html><title></title>"
      title={title}
      onLoad={() => setReady(true)}
    />
  );
}
