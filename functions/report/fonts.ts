import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FONTS = [
  { name: '@fontsource-variable/noto-sans', subsets: ['noto-sans-latin', 'noto-sans-latin-ext'] },
  { name: '@fontsource-variable/noto-sans-arabic', subsets: ['noto-sans-arabic-arabic'] },
];

function folderOf(name: string, modules: string | undefined): string {
  if (modules !== undefined) return join(modules, name);
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

function embedded(folder: string, subset: string): string {
  const file = `${subset}-wght-normal.woff2`;
  const faces = readFileSync(join(folder, 'wght.css'), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [];
  const face = faces.find((text) => text.includes(`/${file})`));
  if (!face) throw new Error(`No font face for ${file} in ${folder}`);
  const data = readFileSync(join(folder, 'files', file)).toString('base64');
  return face
    .replace(/url\([^)]*\)/, `url(data:font/woff2;base64,${data})`)
    .replace(/font-family:[^;]*;/, "font-family: 'Jalon Sans';");
}

const read = new Map<string, string>();

/**
 * Font faces of `Jalon Sans` with the fonts inside, for pages that are printed: Latin and Arabic, whatever the report's language,
 * for names and notes come in any. `modules` is a folder with the two font packages, where they are not installed beside the code.
 */
export function fontCss(modules?: string): string {
  const key = modules ?? '';
  const css =
    read.get(key) ??
    FONTS.flatMap(({ name, subsets }) => subsets.map((subset) => embedded(folderOf(name, modules), subset))).join('\n');
  read.set(key, css);
  return css;
}
