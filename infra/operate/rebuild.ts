import { createProgress } from '../local/progress.ts';
import {
  type Read,
  readCommand,
  WHERE_HELP,
  WHERE_OPTIONS,
  type Whereabouts,
  WrongArguments,
  whereabouts,
} from './arguments.ts';
import { runCommand } from './command.ts';
import { openPlace } from './place.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { isSound, rebuiltText } from './rebuild/text.ts';

export interface RebuildOptions {
  readonly where: Whereabouts;
  readonly write: boolean;
  readonly json: boolean;
}

export const HELP = `Usage: npm run rebuild -- [options]

Recomputes all actuals from the ledger, for every year, scope and period by the plan version in force for it, and compares them with
what is stored, number by number. Also finds ledger entries cut off, and uploads without a receipt.

Options
  --write           puts right what differs: never over actuals of more entries or a newer plan
  --json            everything found, as JSON

${WHERE_HELP}
Exit status: 0 nothing differs (or all was put right), 1 something does, 2 wrong arguments.
`;

export function readArguments(argv: readonly string[]): Read<RebuildOptions> {
  const options = {
    ...WHERE_OPTIONS,
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  return readCommand(argv, options, ({ write, json, ...where }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    return { where: whereabouts(where), write, json };
  });
}

async function run({ where, write, json }: RebuildOptions): Promise<0 | 1> {
  const started = performance.now();
  const place = await openPlace(where);
  try {
    const progress = createProgress(process.stderr, () => performance.now());
    const rebuilt = await rebuild(place, write, progress);
    progress.done('');
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `${json ? JSON.stringify(rebuilt, null, 2) : rebuiltText(rebuilt, place.name, write, seconds)}\n`,
    );
    return isSound(rebuilt) ? 0 : 1;
  } finally {
    await place.close(write);
  }
}

if (import.meta.main) await runCommand(HELP, readArguments(process.argv.slice(2)), run);
