/**
 * Puts @sparticuz/chromium beside a bundle: `chromium.ts OUTPUT`. Its code is bundled into one file at the path it had,
 * because it looks for its compressed browser in a folder beside its own.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { z } from 'zod';
import { REQUIRE_BANNER } from '../banner.ts';

const [output = ''] = process.argv.slice(2);
const name = '@sparticuz/chromium';
const entry = fileURLToPath(import.meta.resolve(name));
const manifest = findPackageJSON(name, import.meta.url) ?? '';
const root = dirname(manifest);
const target = join(output, 'node_modules', name);
const main = relative(root, entry);

buildSync({
  entryPoints: [entry],
  outfile: join(target, main),
  bundle: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  banner: { js: REQUIRE_BANNER },
});
for (const part of ['LICENSE', 'bin']) cpSync(join(root, part), join(target, part), { recursive: true });

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')));
const exports = `./${main.replaceAll('\\', '/')}`;
writeFileSync(join(target, 'package.json'), JSON.stringify({ name, version, type: 'module', exports }));
