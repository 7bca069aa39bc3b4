import { fileURLToPath } from 'node:url';
import { storesAsOf } from '../../functions/as-of.ts';
import { readTemplates } from '../../functions/templates.ts';
import { runCommand } from './command.ts';
import { openPlace } from './place.ts';
import { HELP, readTraceArguments, type TraceOptions } from './trace/arguments.ts';
import { textOf } from './trace/text.ts';
import { dataOf, traceFigure } from './trace/traced.ts';

async function run({ where, json, ...options }: TraceOptions): Promise<0 | 1> {
  const place = await openPlace(where);
  try {
    const stores = options.asOf === null ? place : { name: place.name, ...storesAsOf(place.table, options.asOf) };
    const traced = await traceFigure(options, stores);
    const catalogue = readTemplates(fileURLToPath(new URL('../../templates', import.meta.url))).catalogue('en');
    process.stdout.write(json ? `${JSON.stringify(dataOf(traced), null, 2)}\n` : textOf(traced, catalogue));
    if (traced.agrees === false)
      process.stderr.write(
        'The stored figure is another one: it is being recomputed, or npm run rebuild puts it right.\n',
      );
    return 0;
  } finally {
    await place.close(false);
  }
}

await runCommand(HELP, readTraceArguments(process.argv.slice(2)), run);
