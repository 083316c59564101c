import { BookUser, CalendarDays, MessagesSquare, Settings } from 'lucide-preact';
import type { Page } from '../address.ts';
import { deskCount } from '../aujourdhui/desk/desk.ts';
import { words as deskWords } from '../aujourdhui/desk/texts/words.ts';
import { waiting } from '../messages/waiting.ts';
import { address, go, urlOf } from '../place.ts';
import { texts } from '../texts/texts.ts';
import { LanguageSwitch } from './LanguageSwitch.tsx';

const entries: [Page, typeof CalendarDays][] = [
  ['aujourdhui', CalendarDays],
  ['clients', BookUser],
  ['messages', MessagesSquare],
  ['reglages', Settings],
];

/** The menu: at the left of a desk, at the foot of a phone. */
export function Rail() {
  const words = texts.value;
  return (
    <nav class="rail" aria-label={words.frame.menu}>
      <ul>
        {entries.map(([page, Icon]) => {
          const count = page === 'messages' ? waiting.value : page === 'aujourdhui' ? deskCount.value : 0;
          const counted = page === 'messages' ? words.frame.waiting : deskWords.value.openCount;
          return (
            <li key={page}>
              <a
                href={urlOf({ page })}
                aria-current={address.value.page === page ? 'page' : undefined}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
                  event.preventDefault();
                  go({ page });
                }}
              >
                <span class="rail-icon">
                  <Icon size={22} strokeWidth={1.5} aria-hidden="true" />
                  {count > 0 && (
                    <span class="rail-count" aria-hidden="true">
                      {count > 99 ? '99+' : count}
                    </span>
                  )}
                </span>
                <span class="rail-word">{words.pages[page]}</span>
                {count > 0 && <span class="unseen">, {counted(count)}</span>}
              </a>
            </li>
          );
        })}
      </ul>
      <LanguageSwitch short />
    </nav>
  );
}
