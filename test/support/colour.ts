export type Rgb = readonly [number, number, number];

/** The linear light of a colour as style sheets write it, `#rrggbb`. */
export function light(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** The contrast of two colours as WCAG counts it, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(light(a)), luminance(light(b))].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

type Seen = (colour: Rgb) => Rgb;

const through =
  (...rows: readonly [Rgb, Rgb, Rgb]): Seen =>
  (colour) => {
    const [r = 0, g = 0, b = 0] = rows.map((row) => {
      const sum = row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2];
      return Math.min(1, Math.max(0, sum));
    });
    return [r, g, b];
  };

/** How colours reach readers and printers; the two blindnesses in full, after Machado, Oliveira and Fernandes (2009). */
export const SIGHTS = {
  protanopia: through(
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ),
  deuteranopia: through([0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]),
  greyscale: (colour: Rgb): Rgb => [luminance(colour), luminance(colour), luminance(colour)],
} as const satisfies Record<string, Seen>;

function lab([r, g, b]: Rgb): Rgb {
  const root = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = root(luminance([r, g, b]));
  const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How far apart two colours look to such a reader: about 2 is just seen, 100 is black from white (CIE 1976). */
export function distance(a: string, b: string, seen: Seen): number {
  const [left, right] = [lab(seen(light(a))), lab(seen(light(b)))];
  return Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]);
}

/** The named colours of the page's light and of its dark scheme. */
export function palettes(css: string): Record<'light' | 'dark', (name: string) => string> {
  const [first = '', second = ''] = css.split('@media screen and (prefers-color-scheme: dark)');
  const named = (scheme: string) => {
    const block = /:root \{([^}]*)\}/.exec(scheme)?.[1] ?? '';
    const colours = new Map([...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1], m[2] ?? '']));
    return (name: string) => colours.get(name) ?? `no colour ${name}`;
  };
  return { light: named(first), dark: named(second) };
}
