/**
 * Puts @sparticuz/chromium beside a bundle: `chromium.ts OUTPUT`. Its code is bundled into one file at the path it had,
 * because it looks for its compressed browser two folders up from itself.
 */
import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { REQUIRE_BANNER } from '../banner.ts';

const [output = ''] = process.argv.slice(2);
const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
const root = join(entry, '..', '..', '..');
const target = join(output, 'node_modules', '@sparticuz', 'chromium');

buildSync({
  entryPoints: [entry],
  outfile: join(target, relative(root, entry)),
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  banner: { js: REQUIRE_BANNER },
});
for (const part of ['package.json', 'LICENSE', 'bin'])
  cpSync(join(root, part), join(target, part), { recursive: true });
