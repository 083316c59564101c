import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Booking, Status } from './contract.ts';

/** What a calendar shows of a reservation that is not simply to come, or was not simply held. */
const standing: Partial<Record<Status, ICalEventStatus>> = {
  requested: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
  declined: ICalEventStatus.CANCELLED,
  expired: ICalEventStatus.CANCELLED,
};

/**
 * The reservation as a calendar file, in the guest's language. Times are instants, so any calendar shows them right.
 * Taken again after a change it takes the place of the one before: the same event, one revision on.
 */
export function calendarFile(booking: Booking & { id: string; revision: number }): string {
  const { restaurant, party, reference, locale, remark } = booking;
  const address = [
    restaurant.address.street,
    `${restaurant.address.postcode} ${restaurant.address.city}`.trim(),
  ];
  const people = locale === 'fr' ? (party > 1 ? 'personnes' : 'personne') : party > 1 ? 'people' : 'person';
  const lines = [
    `${locale === 'fr' ? 'Référence' : 'Reference'} ${reference}`,
    ...(remark ? [remark] : []),
    ...(restaurant.phone ? [restaurant.phone] : []),
    booking.manageUrl,
  ];
  const calendar = ical({
    prodId: { company: 'Couvert', product: 'Couvert' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${booking.id}@couvert`,
    sequence: booking.revision,
    start: new Date(booking.startsAt),
    end: new Date(booking.endsAt),
    summary: `${restaurant.name}, ${party} ${people}`,
    location: address.filter(Boolean).join(', '),
    description: lines.join('\n'),
    url: booking.manageUrl,
    status: standing[booking.status] ?? ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
