/** Puts the upright fonts of the reports beside a bundle, as the packages they come in: `fonts.ts OUTPUT`. */
import { cpSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [output = ''] = process.argv.slice(2);

for (const name of ['@fontsource-variable/noto-sans', '@fontsource-variable/noto-sans-arabic']) {
  const root = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
  const target = join(output, 'node_modules', name);
  const fonts = readdirSync(join(root, 'files')).filter((file) => file.endsWith('-wght-normal.woff2'));
  const parts = ['package.json', 'LICENSE', 'wght.css', ...fonts.map((file) => join('files', file))];
  for (const part of parts) cpSync(join(root, part), join(target, part));
}
