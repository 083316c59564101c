import { describe, expect, test } from 'vitest';
import { type ConfirmationFacts, renderConfirmation } from './confirmation.ts';

const booked: ConfirmationFacts = {
  locale: 'fr',
  status: 'confirmed',
  reference: 'K7QW2',
  day: '2026-12-12',
  time: '20:30',
  startsAt: '2026-12-12T19:30:00.000Z',
  party: 4,
  area: 'Terrasse',
  remark: null,
  firstName: 'Zoé',
  lastName: "d'Arc <b>",
  manageUrl: 'https://couvert.example/b/TOKEN',
  calendarUrl: 'https://couvert.example/api/bookings/TOKEN/calendar.ics',
  restaurant: {
    name: 'Ardoise & Fils',
    phone: '+33142681234',
    address: { street: '12 rue des Martyrs', postcode: '75009', city: 'Paris', country: 'FR' },
    timeZone: 'Europe/Paris',
    accent: null,
  },
};

/** Spaces that do not break, made visible as an underscore. */
const seen = (text: string) => text.replace(/[\u00a0\u202f]/g, '_');

describe('the confirmation of a reservation', () => {
  test('says in French when, how many and where, in one piece', () => {
    const { subject, text, html } = renderConfirmation(booked);
    expect(seen(subject)).toBe('Ardoise & Fils_: réservation confirmée, samedi_12 décembre 2026, 20_h_30');
    expect(seen(html)).toContain('>samedi_12 décembre 2026, 20_h_30, 4_personnes</div>');
    expect(seen(text)).toContain('Date_: samedi_12 décembre 2026\nHeure_: 20_h_30\nCouverts_: 4_personnes');
    expect(text).toContain('vous accueillir chez Ardoise & Fils.');
    expect(seen(text)).toContain('Référence_: K7QW2');
    expect(seen(text)).toContain('Adresse_: 12 rue des Martyrs\n  75009 Paris');
    expect(seen(text)).toContain('+33_1_42_68_12_34');
    expect(text).toContain('https://couvert.example/b/TOKEN');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('href="https://couvert.example/api/bookings/TOKEN/calendar.ics"');
  });

  test('says the same in English, with a British date', () => {
    const { subject, text } = renderConfirmation({ ...booked, locale: 'en', party: 1 });
    expect(seen(subject)).toBe('Ardoise & Fils: reservation confirmed, Saturday 12_December 2026, 20:30');
    expect(seen(text)).toContain('Date: Saturday 12_December 2026\nTime: 20:30\nParty: 1_person');
    expect(text).toContain('Reference: K7QW2');
  });

  test('writes whole hours and the first of a month as French does', () => {
    const { subject } = renderConfirmation({
      ...booked,
      day: '2027-01-01',
      time: '09:00',
      startsAt: '2027-01-01T08:00:00.000Z',
    });
    expect(seen(subject)).toContain('vendredi_1er janvier 2027, 9_h');
    expect(seen(subject)).not.toContain('9_h_');
  });

  test('names both days of a table after midnight', () => {
    const late = { ...booked, day: '2026-12-31', time: '00:30', startsAt: '2026-12-31T23:30:00.000Z' };
    expect(seen(renderConfirmation(late).subject)).toContain(
      'nuit du jeudi_31 au vendredi_1er janvier 2027, 0_h_30',
    );
    expect(seen(renderConfirmation({ ...late, locale: 'en' }).subject)).toContain(
      'night of Thursday 31_December to Friday 1_January 2027, 00:30',
    );
  });

  test('promises nothing for a request that the restaurant has not answered', () => {
    const { subject, text } = renderConfirmation({ ...booked, status: 'requested' });
    expect(seen(subject)).toContain('demande de réservation reçue');
    expect(text).not.toContain('est confirmée');
  });

  test('shows what a guest typed as text, never as markup', () => {
    const { html, text } = renderConfirmation({ ...booked, remark: '<script>alert("1")</script> & gluten' });
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<b>');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; gluten');
    expect(html).toContain('Ardoise &amp; Fils');
    expect(text).toContain('<script>alert("1")</script> & gluten');
  });

  test('writes an address as its country does', () => {
    const address = {
      street: '5 avenue du Mont-Royal',
      postcode: 'H2T 1N4',
      city: 'Montréal',
      country: 'CA',
    };
    const { text } = renderConfirmation({ ...booked, restaurant: { ...booked.restaurant, address } });
    expect(text).toContain('5 avenue du Mont-Royal\n  Montréal H2T 1N4');
  });

  test('leaves out what there is not', () => {
    const bare = renderConfirmation({
      ...booked,
      lastName: '',
      area: null,
      restaurant: {
        ...booked.restaurant,
        phone: null,
        address: { street: '', postcode: '', city: '', country: 'FR' },
      },
    });
    expect(bare.text).toContain('Bonjour Zoé,');
    expect(bare.text).not.toContain('Adresse');
    expect(bare.text).not.toContain('Espace');
    expect(bare.text).not.toMatch(/null|undefined/);
  });
});
