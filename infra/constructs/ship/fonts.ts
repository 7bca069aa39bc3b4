/** Puts the upright fonts of the reports beside a bundle, as the packages they come in: `fonts.ts OUTPUT`. */
import { cpSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [output = ''] = process.argv.slice(2);

for (const name of ['@fontsource/noto-sans', '@fontsource/noto-sans-arabic']) {
  const root = dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));
  const target = join(output, 'node_modules', name);
  const fonts = readdirSync(join(root, 'files')).filter((file) => /-(400|600|700)-normal\.woff2$/.test(file));
  const sheets = ['400.css', '600.css', '700.css'];
  const parts = ['package.json', 'LICENSE', ...sheets, ...fonts.map((file) => join('files', file))];
  for (const part of parts) cpSync(join(root, part), join(target, part));
}
