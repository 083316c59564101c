import type { AreaPlan, Fixture, TablePlace } from '../../seating/contract.ts';

/** Where the tables of the demo stand, by area and name; steps of 25 cm, x and y of the centre. */
export type DrawnArea = { plan: AreaPlan; places: Record<string, TablePlace> };

const round = (x: number, y: number, across: number, turn = 0): TablePlace => ({
  shape: 'round',
  x,
  y,
  width: across,
  height: across,
  turn,
});
const square = (x: number, y: number, side: number, turn = 0): TablePlace => ({
  ...round(x, y, side, turn),
  shape: 'square',
});
const long = (x: number, y: number, width: number, turn = 0): TablePlace => ({
  shape: 'rectangle',
  x,
  y,
  width,
  height: 3,
  turn,
});
const bar = (x: number, y: number, width: number): Fixture => ({
  kind: 'bar',
  x,
  y,
  width,
  height: 2,
  turn: 0,
});
const wall = (x: number, y: number, width: number, turn = 0): Fixture => ({
  kind: 'wall',
  x,
  y,
  width,
  height: 1,
  turn,
});
const plant = (x: number, y: number): Fixture => ({ kind: 'plant', x, y, width: 2, height: 2, turn: 0 });

/** By restaurant, then by area. */
export const plans: Record<string, Record<string, DrawnArea>> = {
  'ardoise-paris': {
    Salle: {
      plan: {
        width: 24,
        height: 24,
        fixtures: [bar(14, 2, 14), plant(2.5, 2.5), plant(2.5, 21.5), wall(6.5, 17.5, 6), plant(16.5, 21.5)],
      },
      places: {
        '1': square(3, 6.5, 3, 90),
        '2': square(3, 10.5, 3, 90),
        '3': square(3, 14.5, 3, 90),
        '4': square(9, 7, 4),
        '5': square(15, 7, 4),
        '6': square(9, 13, 4),
        '7': square(15, 13, 4),
        '8': round(20.5, 10, 5, 30),
        '9': long(20.5, 18.5, 7, 90),
        '10': long(9.5, 21, 9),
      },
    },
    Terrasse: {
      plan: {
        width: 24,
        height: 14,
        fixtures: [plant(21.5, 2.5), plant(21.5, 7), plant(21.5, 11.5), wall(10, 0.5, 18)],
      },
      places: {
        T1: round(4, 4.5, 3, 90),
        T2: round(10, 4.5, 3, 90),
        T3: round(16, 4.5, 3, 90),
        T4: square(4, 10, 4),
        T5: square(10, 10, 4),
        T6: square(16, 10, 4),
      },
    },
    Bar: {
      plan: { width: 24, height: 10, fixtures: [bar(12, 2, 20)] },
      places: {
        B1: round(4.5, 6.5, 3, 90),
        B2: round(9.5, 6.5, 3, 90),
        B3: round(14.5, 6.5, 3, 90),
        B4: round(19.5, 6.5, 3, 90),
      },
    },
  },
  'ardoise-montreal': {
    Salle: {
      plan: {
        width: 24,
        height: 22,
        fixtures: [bar(13, 20, 14), plant(2.5, 20), wall(21.5, 7, 10, 90), plant(21.5, 20)],
      },
      places: {
        '1': square(3, 3.5, 3, 90),
        '2': square(3, 7.5, 3, 90),
        '3': square(3, 11.5, 3, 90),
        '4': square(3, 15.5, 3, 90),
        '5': square(10, 4, 4),
        '6': square(10, 10, 4),
        '7': square(17, 4, 4),
        '8': square(17, 10, 4),
        '9': long(9.5, 15.5, 7),
        '10': long(18.5, 15.5, 7),
      },
    },
    Verrière: {
      plan: { width: 24, height: 16, fixtures: [plant(2.5, 8), plant(21.5, 2.5), plant(21.5, 13.5)] },
      places: {
        V1: round(4, 3.5, 3),
        V2: round(4, 12.5, 3),
        V3: square(11, 4.5, 4, 45),
        V4: square(11, 11.5, 4, 45),
        V5: round(18.5, 8, 6),
      },
    },
    Bar: {
      plan: { width: 24, height: 10, fixtures: [bar(12, 2, 20)] },
      places: {
        B1: round(4.5, 6.5, 3, 90),
        B2: round(9.5, 6.5, 3, 90),
        B3: round(14.5, 6.5, 3, 90),
        B4: square(19.5, 6.5, 3, 90),
      },
    },
  },
};
