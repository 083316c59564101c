import { describe, expect, test } from 'vitest';
import type { ServiceSettings } from '../../server/settings/contract.ts';
import { bodyOf, partOf } from './body.ts';
import { begin, edit, redo, undo, unsaved } from './draft.ts';
import { copyOf, type Form, formOf, newShift, newSpecial, patched, withoutTables, withTurn } from './form.ts';
import { mergeForms } from './merge.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const settings = (): ServiceSettings => ({
  version: 7,
  rules: {
    minParty: 1,
    maxParty: 8,
    requestFrom: 7,
    leadMinutes: 60,
    cutoff: '18:00',
    horizonDays: 90,
    bufferMinutes: 10,
    turnTimes: [{ upTo: 2, minutes: 90 }],
    holdMinutes: 5,
    guestChanges: true,
    changeHours: 2,
    guestCancels: false,
    cancelHours: 24,
    noShowLimit: 2,
    askEmail: 'optional',
    askPhone: 'required',
    askLastName: 'hidden',
    askRemark: true,
    askOccasion: false,
    reminder: true,
    reminderHours: 24,
    thanks: true,
    thanksHours: 12,
    waitlist: true,
    waitlistOfferMinutes: 20,
  },
  shifts: [
    {
      id: id(1),
      name: 'Soir',
      weekdays: [5, 6],
      first: '19:00',
      last: '00:30',
      step: 30,
      staffLast: '01:00',
      validFrom: '2026-10-01',
      turnTimes: [{ upTo: 4, minutes: 100 }],
      pace: { covers: 20, exceptions: [{ time: '20:00', onlineParties: 2 }] },
    },
    { id: id(2), name: 'Midi', weekdays: [7], first: '12:00', last: '14:00', step: 15 },
  ],
  specialDays: [
    {
      id: id(3),
      from: '2026-12-24',
      to: '2026-12-26',
      closed: true,
      message: { fr: 'Joyeux Noël' },
      shifts: [],
    },
    {
      id: id(4),
      from: '2026-12-31',
      to: '2026-12-31',
      closed: false,
      shifts: [{ name: 'Réveillon', first: '19:00', last: '21:00', step: 30 }],
    },
  ],
  areas: [
    {
      id: id(5),
      name: 'Salle',
      online: true,
      plan: {
        width: 24,
        height: 20,
        fixtures: [{ kind: 'bar', x: 12, y: 1, width: 10, height: 2, turn: 0 }],
      },
      tables: [
        {
          id: id(6),
          name: '1',
          minSeats: 1,
          maxSeats: 2,
          offered: 'online',
          place: { shape: 'round', x: 4.5, y: 4.5, width: 3, height: 3, turn: 15 },
        },
        { id: id(7), name: '2', minSeats: 2, maxSeats: 4, offered: 'staff' },
      ],
    },
  ],
  combinations: [{ id: id(8), tables: ['1', '2'], minSeats: 4, maxSeats: 6 }],
});
const form = () => formOf(settings());
const problemsOf = (changed: Form) =>
  bodyOf(changed, 7).problems.map(({ field, problem }) => `${field} ${problem}`);

describe('a form and the settings', () => {
  test('what was read is sent back as it was', () => {
    expect(bodyOf(form(), 7)).toEqual({ settings: settings(), problems: [] });
  });

  test('what is emptied is no longer set', () => {
    const made = form();
    Object.assign(made.rules, { requestFrom: ' ', cutoff: '' });
    Object.assign(made.shifts[0]!, { turnTimes: [], validFrom: '', staffLast: '' });
    Object.assign(made.shifts[0]!.pace, { covers: '', exceptions: [] });
    const sent = JSON.parse(JSON.stringify(bodyOf(made, 7).settings)) as ServiceSettings;
    expect(sent.rules).not.toHaveProperty('requestFrom');
    expect(sent.rules).not.toHaveProperty('cutoff');
    expect(Object.keys(sent.shifts[0]!).sort()).toEqual(
      ['first', 'id', 'last', 'name', 'step', 'weekdays'].sort(),
    );
  });

  test('what is no number, out of bounds or missing is named by its field', () => {
    const made = form();
    Object.assign(made.rules, { maxParty: 'huit', horizonDays: '800', minParty: '' });
    made.rules.turnTimes[0]!.minutes = '10';
    made.shifts.push(newShift());
    made.specialDays.push(newSpecial(true));
    made.areas[0]!.tables[1]!.name = ' ';
    made.combinations[0]!.tables.pop();
    expect(problemsOf(made)).toEqual([
      'shifts.2.weekdays required',
      'shifts.2.name required',
      'specialDays.2.from required',
      'rules.minParty required',
      'rules.maxParty format',
      'rules.horizonDays maximum',
      'rules.turnTimes.0.minutes minimum',
      'areas.0.tables.1.name required',
      'combinations.0.tables required',
    ]);
  });

  test('a day closed sends no shifts, and has them again when it opens', () => {
    const made = form();
    made.specialDays = patched(made.specialDays, id(4), { closed: true });
    expect(bodyOf(made, 7).settings.specialDays[1]).toMatchObject({ closed: true, shifts: [] });
    made.specialDays = patched(made.specialDays, id(4), { closed: false });
    expect(bodyOf(made, 7).settings).toEqual(settings());
  });

  test('a renamed table keeps its combinations; a retired one leaves them', () => {
    const made = form();
    made.areas[0]!.tables[0]!.name = 'Fenêtre';
    expect(bodyOf(made, 7).settings.combinations[0]!.tables).toEqual(['Fenêtre', '2']);
    const less = withoutTables(made, [id(6)]);
    expect(less.combinations).toEqual([]);
    expect(problemsOf(less)).toEqual([]);
  });

  test('a copy is something new all through', () => {
    const made = form();
    const copy = copyOf(made.shifts[0]!, 'Soir (copie)');
    made.shifts.push(copy);
    expect(copy.id).toBeUndefined();
    expect(copy.turnTimes[0]!.key).not.toBe(made.shifts[0]!.turnTimes[0]!.key);
    expect(bodyOf(made, 7).settings.shifts[2]).toEqual({
      ...settings().shifts[0],
      id: undefined,
      name: 'Soir (copie)',
    });
  });

  test('a line more is above the last, or before the one for all who are more', () => {
    const upTos = (lines: string[]) =>
      withTurn(lines.map((upTo) => ({ key: upTo, upTo, minutes: '90' }))).map(({ upTo }) => upTo);
    expect(upTos([])).toEqual(['2']);
    expect(upTos(['2', '4'])).toEqual(['2', '4', '6']);
    expect(upTos(['2', '200'])).toEqual(['2', '4', '200']);
    expect(upTos(['deux'])).toEqual(['deux', '']);
  });

  test('each field stands in a part', () => {
    expect(
      [
        'shifts.0.last',
        'shifts.0.pace.covers',
        'specialDays.0.shifts.0.pace.exceptions.0.time',
        'specialDays.0.to',
        'rules.cutoff',
        'areas.0.tables.0.name',
        'combinations',
      ].map(partOf),
    ).toEqual(['services', 'pace', 'pace', 'days', 'rules', 'room', 'room']);
  });
});

describe('the way back', () => {
  test('letters typed in one field are one step; a row more or less is another', () => {
    const start = begin(settings());
    const type = (of: typeof start, maxParty: string) =>
      edit(of, { ...of.form, rules: { ...of.form.rules, maxParty } }, 'rules.maxParty');
    const typed = type(type(start, '1'), '12');
    const removed = edit(typed, { ...typed.form, shifts: [] }, null);
    expect(unsaved(start)).toBe(false);
    expect(undo(removed).form.shifts).toHaveLength(2);
    expect(undo(removed).form.rules.maxParty).toBe('12');
    expect(undo(undo(removed)).form).toBe(start.form);
    expect(unsaved(undo(undo(removed)))).toBe(false);
    expect(undo(start)).toBe(start);
  });

  test('what was taken back is done again, until something else is typed', () => {
    const start = begin(settings());
    const less = edit(start, { ...start.form, shifts: [] }, null);
    const none = edit(less, { ...less.form, areas: [] }, null);
    const back = undo(undo(none));
    expect(redo(back).form).toBe(less.form);
    expect(redo(redo(back)).form).toBe(none.form);
    expect(undo(redo(redo(back))).form).toBe(less.form);
    const anew = edit(back, { ...back.form, specialDays: [] }, null);
    expect(redo(anew)).toBe(anew);
  });

  test('what is typed back to what it was is nothing to save', () => {
    const start = begin(settings());
    expect(unsaved(edit(start, form(), null))).toBe(false);
  });
});

describe('two who changed the same settings', () => {
  const merged = (mine: (form: Form) => void, theirs: (settings: ServiceSettings) => void) => {
    const base = form();
    const own = structuredClone(base);
    mine(own);
    const saved = settings();
    theirs(saved);
    const { form: made, clashes } = mergeForms(base, own, formOf(saved));
    return { sent: bodyOf(made, 8).settings, clashes };
  };

  test('what only one changed is as they want it', () => {
    const { sent, clashes } = merged(
      (mine) => {
        mine.rules.maxParty = '10';
        mine.shifts[0]!.last = '23:00';
        mine.areas[0]!.tables[0]!.maxSeats = '3';
      },
      (theirs) => {
        theirs.rules.leadMinutes = 120;
        theirs.shifts[1]!.name = 'Déjeuner';
        theirs.areas[0]!.tables.push({ id: id(9), name: '3', minSeats: 1, maxSeats: 2 });
        theirs.specialDays.shift();
      },
    );
    expect(clashes).toEqual([]);
    expect(sent.rules).toMatchObject({ maxParty: 10, leadMinutes: 120 });
    expect(sent.shifts.map(({ name, last }) => [name, last])).toEqual([
      ['Soir', '23:00'],
      ['Déjeuner', '14:00'],
    ]);
    expect(sent.areas[0]!.tables.map(({ name, maxSeats }) => [name, maxSeats])).toEqual([
      ['1', 3],
      ['2', 4],
      ['3', 2],
    ]);
    expect(sent.specialDays).toHaveLength(1);
  });

  test('what both changed stays as it was typed, and is named', () => {
    const { sent, clashes } = merged(
      (mine) => {
        mine.rules.maxParty = '10';
        mine.shifts[0]!.name = 'Dîner';
      },
      (theirs) => {
        theirs.rules.maxParty = 12;
        theirs.shifts[0]!.last = '22:00';
      },
    );
    expect(clashes).toEqual([
      { list: 'rules', name: 'maxParty' },
      { list: 'shifts', name: 'Dîner' },
    ]);
    expect(sent.rules.maxParty).toBe(10);
    expect(sent.shifts[0]).toMatchObject({ name: 'Dîner', last: '00:30' });
  });

  test('one draws the room while the other describes its tables: both are kept; who is retired is not drawn back', () => {
    const stands = { shape: 'square' as const, x: 8, y: 8, width: 4, height: 4, turn: 0 };
    const { sent, clashes } = merged(
      (mine) => {
        for (const table of mine.areas[0]!.tables) table.place = stands;
      },
      (theirs) => {
        theirs.areas[0]!.tables[0]!.maxSeats = 3;
        theirs.areas[0]!.tables.splice(1, 1);
        theirs.combinations = [];
      },
    );
    expect(clashes).toEqual([]);
    expect(sent.areas[0]!.tables).toMatchObject([{ name: '1', maxSeats: 3, place: stands }]);
  });

  test('two who move the same table, or the ground, are told', () => {
    const at = (x: number) => ({ shape: 'round' as const, x, y: 4.5, width: 3, height: 3, turn: 15 });
    const { sent, clashes } = merged(
      (mine) => {
        mine.areas[0]!.tables[0]!.place = at(6.5);
        mine.areas[0]!.plan!.width = 30;
      },
      (theirs) => {
        theirs.areas[0]!.tables[0]!.place = at(9.5);
        theirs.areas[0]!.plan!.width = 28;
      },
    );
    expect(clashes).toEqual([
      { list: 'areas', name: 'Salle' },
      { list: 'areas', name: '1' },
    ]);
    expect(sent.areas[0]!.plan!.width).toBe(30);
    expect(sent.areas[0]!.tables[0]!.place!.x).toBe(6.5);
  });

  test('nothing that somebody changed is lost because the other removed it', () => {
    const { sent, clashes } = merged(
      (mine) => {
        mine.shifts[0]!.last = '23:00';
        mine.shifts.splice(1, 1);
      },
      (theirs) => {
        theirs.shifts[1]!.last = '15:00';
        theirs.shifts.splice(0, 1);
      },
    );
    expect(sent.shifts.map((shift) => [shift.id, shift.name, shift.last])).toEqual([
      [undefined, 'Soir', '23:00'],
      [id(2), 'Midi', '15:00'],
    ]);
    expect(clashes.map(({ name }) => name)).toEqual(['Soir', 'Midi']);
  });

  test('what both took away is gone, and what both wrote alike is no quarrel', () => {
    const { sent, clashes } = merged(
      (mine) => {
        mine.shifts.splice(0, 1);
        mine.rules.maxParty = '9';
      },
      (theirs) => {
        theirs.shifts.splice(0, 1);
        theirs.rules.maxParty = 9;
      },
    );
    expect(sent.shifts.map(({ name }) => name)).toEqual(['Midi']);
    expect(clashes).toEqual([]);
  });
});
