import './templates.css';
import { useEffect, useRef } from 'preact/hooks';
import type { WordedKind } from '../../../server/messaging/contract.ts';
import type { Template } from '../../../server/templates/contract.ts';
import { call } from '../../api.ts';
import { Fault, Shape } from '../../frame/Fault.tsx';
import type { House } from '../../frame/house.ts';
import { useLoaded } from '../../load.ts';
import { address, go, urlOf } from '../../place.ts';
import { locale } from '../../texts/texts.ts';
import { isUnsaved } from './desk.ts';
import { isReworded, keyOf } from './draft.ts';
import { Editor } from './Editor.tsx';
import { words } from './texts/words.ts';

const groups: Record<'booking' | 'visit' | 'waiting', WordedKind[]> = {
  booking: ['confirmation', 'received', 'declined', 'changed', 'cancelled_by_guest', 'cancelled_by_house'],
  visit: ['reminder', 'thanks'],
  waiting: ['waitlist_joined', 'waitlist_offer', 'waitlist_passed', 'queue_joined', 'table_ready'],
};

/** The words of all that guests are written: a message at a time, with a view of it as one types. */
export function Templates({ house }: { house: House }) {
  const says = words.value;
  const loaded = useLoaded(house.slug, (signal) =>
    call('GET /api/templates', { query: { restaurant: house.slug }, signal }),
  );
  const { value, fault, slow, reload } = loaded;
  const { open } = address.value;
  const first: Pick<Template, 'kind' | 'channel' | 'locale'> = {
    kind: 'confirmation',
    channel: 'email',
    locale: locale.value,
  };
  const find = (key: string | null) => value?.templates.find((one) => keyOf(one) === key);
  const template = find(open) ?? find(keyOf(first));
  const list = useRef<HTMLElement>(null);
  const covered = Boolean(find(open));

  // On a phone what is open covers the list.
  useEffect(() => {
    if (!covered) return;
    const narrow = window.matchMedia('(max-width: 759px)');
    const cover = () => list.current?.toggleAttribute('inert', narrow.matches);
    cover();
    narrow.addEventListener('change', cover);
    return () => {
      narrow.removeEventListener('change', cover);
      list.current?.removeAttribute('inert');
    };
  }, [covered]);

  const replaced = (next: Template) =>
    loaded.change((all) => ({
      ...all,
      templates: all.templates.map((one) => (keyOf(one) === keyOf(next) ? next : one)),
    }));

  return (
    <div class={`tpl${covered ? ' tpl-open' : ''}`}>
      <nav class="tpl-list" aria-label={says.list} ref={list}>
        {fault && !value && <Fault what={says.failed} fault={fault} onRetry={reload} />}
        {slow && <Shape rows={8} />}
        {value &&
          (Object.keys(groups) as (keyof typeof groups)[]).map((group) => (
            <section key={group} aria-labelledby={`tpl-${group}`}>
              <h2 id={`tpl-${group}`}>{says.groups[group]}</h2>
              <ul>
                {groups[group].map((kind) => (
                  <KindLine
                    key={kind}
                    kind={kind}
                    house={house}
                    all={value.templates.filter((one) => one.kind === kind)}
                    shown={template ?? null}
                  />
                ))}
              </ul>
            </section>
          ))}
      </nav>
      {value && template && (
        <Editor
          key={`${house.slug} ${keyOf(template)} ${locale.value}`}
          house={house}
          template={template}
          siblings={value.templates.filter((one) => one.kind === template.kind)}
          known={value.placeholders[template.kind] ?? []}
          sends={value.sends}
          testTo={value.testTo}
          onSaved={replaced}
        />
      )}
    </div>
  );
}

function KindLine(props: { kind: WordedKind; house: House; all: Template[]; shown: Template | null }) {
  const says = words.value;
  const { kind, house, all, shown } = props;
  // The same language and channel as what one reads now, where this message has them.
  const next =
    all.find((one) => one.locale === shown?.locale && one.channel === shown.channel) ??
    all.find((one) => one.locale === (shown?.locale ?? locale.value)) ??
    all[0]!;
  const change = { open: keyOf(next) };
  return (
    <li>
      <a
        href={urlOf(change)}
        class="tpl-kind"
        data-open={kind}
        aria-current={shown?.kind === kind ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          go(change, address.value.open ? 'replace' : 'push');
        }}
      >
        <span>{says.kinds[kind]}</span>
        {all.some((one) => isUnsaved(house.slug, one)) ? (
          <span class="badge badge-remark">{says.unsaved}</span>
        ) : (
          all.some((one) => isReworded(one.reworded)) && <span class="badge badge-tag">{says.reworded}</span>
        )}
      </a>
    </li>
  );
}
