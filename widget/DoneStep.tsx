import type { View } from './parts.tsx';

/** It is booked: the sentence again, the reference, the calendar, the way to change one's mind. */
export function DoneStep({ state, t }: View) {
  const { day, time, party, area, reference, calendarUrl, manageUrl, status } = state.booking!;
  return (
    <>
      {state.earlier && (
        <p class="box" role="status">
          {t.earlier}
        </p>
      )}
      <p class="big first">{t.sentence(day, time, party, area ?? '')}</p>
      {status === 'requested' ? (
        <p>{t.requestedWhat}</p>
      ) : (
        state.contact.email && (
          <p>
            {t.mailed} {state.contact.email}
          </p>
        )
      )}
      <p class="field">
        {t.reference} <b>{reference}</b>
      </p>
      <a class="main" href={calendarUrl}>
        {t.calendar}
      </a>
      <a class="main plain" href={manageUrl} target="_blank" rel="noopener">
        {t.manage}
      </a>
    </>
  );
}
