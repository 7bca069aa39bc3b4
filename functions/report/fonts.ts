import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FONTS = [
  { name: '@fontsource/noto-sans', subsets: ['noto-sans-latin', 'noto-sans-latin-ext'] },
  { name: '@fontsource/noto-sans-arabic', subsets: ['noto-sans-arabic-arabic'] },
];

/** A file a weight: of a font that varies Chromium prints the outlines of each character, which no program knows for a font. */
const WEIGHTS = [400, 600, 700];

function folderOf(name: string, modules: string | undefined): string {
  if (modules !== undefined) return join(modules, name);
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

function embedded(folder: string, subset: string, weight: number): string {
  const file = `${subset}-${weight}-normal.woff2`;
  const faces = readFileSync(join(folder, `${weight}.css`), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [];
  const face = faces.find((text) => text.includes(`/${file})`));
  if (!face) throw new Error(`No font face for ${file} in ${folder}`);
  const data = readFileSync(join(folder, 'files', file)).toString('base64');
  return face
    .replace(/src:[^;]*;/, `src: url(data:font/woff2;base64,${data}) format('woff2');`)
    .replace(/font-family:[^;]*;/, "font-family: 'Jalon Sans';");
}

interface Face {
  /** In every weight. */
  readonly css: string;
  /** Matches the characters the face draws. */
  readonly characters: RegExp;
}

function faceOf(css: string): Face {
  const ranges = /unicode-range:([^;]*);/.exec(css)?.[1] ?? '';
  const classes = [...ranges.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(
    ([, from = '', to = from]) => `\\u{${from}}-\\u{${to}}`,
  );
  return { css, characters: new RegExp(`[${classes.join('')}]+`, 'gu') };
}

const read = new Map<string, readonly Face[]>();

function facesIn(modules: string | undefined): readonly Face[] {
  const key = modules ?? '';
  const faces =
    read.get(key) ??
    FONTS.flatMap(({ name, subsets }) => {
      const folder = folderOf(name, modules);
      return subsets.map((subset) => faceOf(WEIGHTS.map((weight) => embedded(folder, subset, weight)).join('\n')));
    });
  read.set(key, faces);
  return faces;
}

/**
 * Font faces of `Jalon Sans` with the fonts inside, for a page that is to be printed: those of its own characters, Latin and Arabic in any
 * language, for names and notes come in any. Every face costs the browser time, so `page` (all of them without it) keeps out what
 * is not needed. `modules` is a folder with the two font packages, where they are not installed beside the code.
 */
export function fontCss(modules?: string, page?: string): string {
  let rest = page;
  const needed = facesIn(modules).filter(({ characters }) => {
    if (rest === undefined) return true;
    // Ranges overlap: a character counts for the first face that draws it.
    const left = rest.replace(characters, '');
    const draws = left.length < rest.length;
    rest = left;
    return draws;
  });
  return needed.map(({ css }) => css).join('\n');
}
