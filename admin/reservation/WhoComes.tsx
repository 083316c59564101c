import { Phone, Pin, TriangleAlert } from 'lucide-preact';
import type { ReservationRow } from '../../server/reservations/contract.ts';
import { NoShowMark, Tag } from '../aujourdhui/marks.tsx';
import { spaced } from '../messages/phone.ts';
import { texts } from '../texts/texts.ts';
import { handWords } from './words.ts';

/** A reservation as it stands, and what is to be known of its guest before anything is changed. */
export function WhoComes({ row, summary }: { row: ReservationRow; summary: string }) {
  const words = handWords();
  const { guest } = row;
  return (
    <div class="who-comes">
      <p class="muted">
        {summary}
        {row.pinned && (
          <span class="who-pin">
            {' · '}
            <Pin size={13} strokeWidth={1.5} aria-hidden="true" /> {words.pinned}
          </span>
        )}
      </p>
      <p class="who-marks">
        {guest.phone && (
          <a class="figure" href={`tel:${guest.phone}`}>
            <Phone size={14} strokeWidth={1.5} aria-hidden="true" /> {spaced(guest.phone)}
          </a>
        )}
        {guest.tags.map((tag) => (
          <Tag key={tag} name={tag} />
        ))}
        {guest.noShows > 0 && <NoShowMark count={guest.noShows} />}
        {guest.visits > 0 && <span class="muted">{texts.value.guests.visits(guest.visits)}</span>}
      </p>
      {row.overbookedBy && (
        <p class="who-beyond">
          <TriangleAlert size={15} strokeWidth={1.5} aria-hidden="true" />{' '}
          {words.overbookedBy(row.overbookedBy)}
        </p>
      )}
    </div>
  );
}
