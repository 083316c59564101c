/**
 * A restaurant's colour as the panel's accent: the shades that the panel needs of it, in both themes, each with
 * its contrast checked. A colour that cannot be read where the accent stands is not taken (pure).
 */

type Colour = readonly [number, number, number];

/** The least favourable of what the accent stands on: --sunk in the light, --hover in the dark. */
const paper = { light: '#f3efe9', dark: '#262220' };
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];

function read(hex: string): Colour | null {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return parts ? (parts.slice(1).map((part) => Number.parseInt(part, 16)) as unknown as Colour) : null;
}

const write = (colour: Colour) =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const mix = (from: Colour, to: Colour, share: number): Colour =>
  from.map((part, i) => part + (to[i]! - part) * share) as unknown as Colour;

function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Colour;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How well one colour is read on another, from 1 to 21 (WCAG 2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(read(one)!), luminance(read(other)!)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** A colour on its way to another, no further than it must go to be read on `on` at `least`. */
function until(colour: Colour, to: Colour, on: string, least: number): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, to, share);
    if (contrast(write(mixed), on) >= least) return mixed;
  }
  return to;
}

export type Shades = { light: Record<ShadeName, string>; dark: Record<ShadeName, string> };
type ShadeName = 'accent' | 'accent-hover' | 'on-accent' | 'accent-tint' | 'accent-ink';

/** The shades of a colour ("#rrggbb"); null when it is none, or cannot be read on paper or under white letters. */
export function shadesOf(hex: string): Shades | null {
  const own = read(hex);
  if (!own) return null;
  if (contrast(hex, paper.light) < 4.5 || contrast('#ffffff', hex) < 4.5) return null;
  const tint = mix(read(paper.light)!, own, 0.1);
  const bright = until(own, white, paper.dark, 7.5);
  const shade = mix(read(paper.dark)!, own, 0.28);
  return {
    light: {
      accent: hex,
      'accent-hover': write(mix(own, black, 0.2)),
      'on-accent': '#ffffff',
      'accent-tint': write(tint),
      'accent-ink': write(until(own, black, write(tint), 7)),
    },
    dark: {
      accent: write(bright),
      'accent-hover': write(mix(bright, white, 0.25)),
      'on-accent': write(until(mix(own, black, 0.7), black, write(bright), 7)),
      'accent-tint': write(shade),
      'accent-ink': write(until(bright, white, write(shade), 7)),
    },
  };
}

/** The panel's own: tokens.css has its shades by hand. */
const own = '#1f6f54';

/** Gives the panel a restaurant's colour, or its own green back. */
export function wear(hex: string | null): void {
  const shades = hex && hex.toLowerCase() !== own ? shadesOf(hex) : null;
  const { style } = document.documentElement;
  const names: ShadeName[] = ['accent', 'accent-hover', 'on-accent', 'accent-tint', 'accent-ink'];
  for (const name of names) {
    if (shades) style.setProperty(`--${name}`, `light-dark(${shades.light[name]}, ${shades.dark[name]})`);
    else style.removeProperty(`--${name}`);
  }
}
