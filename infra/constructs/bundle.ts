import { join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import type { FunctionName } from '../definitions.ts';
import { REQUIRE_BANNER } from './banner.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Shipped beside the bundle, since it looks for its browser in a folder beside its own. */
const SHIPPED_BESIDE = ['@sparticuz/chromium'];

const ABSENT = join(import.meta.dirname, 'absent.ts');

/**
 * How every function is bundled: one file to start with, and others that are loaded when `import()` asks for them. Without source maps: Node
 * would read them at every start, which takes a fifth longer, and logs tell the reason of a failure, not the lines it came through.
 */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  entryNames: 'index',
  chunkNames: 'parts/[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  banner: { js: REQUIRE_BANNER },
  // Nothing is left to the runtime: its SDK changes without notice. Only what is shipped beside stays outside.
  external: SHIPPED_BESIDE,
  // exceljs unpacks with it where it reads workbooks as a stream, which nothing here does; a package under it comes without a licence.
  // handlebars keeps account with `source-map` of the lines its code comes from, which nobody asks it for, and does without where it is not there.
  alias: { unzipper: ABSENT, 'source-map': ABSENT },
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles a source file as `index.mjs` and what it loads later into a folder; tells what stands in each file. */
export function bundle(entry: string, output: string): Metafile {
  return buildSync({ ...OPTIONS, entryPoints: [entry], outdir: output, metafile: true }).metafile;
}

export const bundleStep = (step: FunctionName, output: string): Metafile =>
  bundle(join(ROOT, 'functions', step, 'handler.ts'), output);
