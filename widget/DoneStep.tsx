import type { View } from './parts.tsx';

/** It is booked: the sentence again, the reference, the calendar, the way to change one's mind. */
export function DoneStep({ state, t }: View) {
  const { day, time, party, area, reference, calendarUrl, manageUrl, restaurant, status } = state.booking!;
  const { street, postcode, city } = restaurant.address;
  return (
    <>
      {state.earlier && (
        <p class="box" role="status">
          {t.earlier}
        </p>
      )}
      <p class="big first">{t.sentence(day, time, party, area ?? '')}</p>
      <p class="small">
        {restaurant.name}, {street}, {postcode} {city}
      </p>
      {status === 'requested' ? (
        <p>{t.requestedWhat}</p>
      ) : (
        state.contact.email && (
          <p>
            {t.mailed} {state.contact.email}
          </p>
        )
      )}
      <p class="reference">
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
