import { createBucket } from '../local/bucket.ts';
import type { PumpLimits } from '../local/pump.ts';
import {
  optionsText,
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
import { planRetirement } from './plans/retire.ts';
import { retirementText, versionsText } from './plans/text.ts';
import { versionsOf } from './plans/versions.ts';
import { workOff } from './replay.ts';

export interface PlansOptions {
  readonly where: Whereabouts;
  /** Null = they are listed. */
  readonly retire: number | null;
  readonly write: boolean;
  readonly json: boolean;
}

export const HELP = `Usage: npm run plans -- [options]

Lists the versions of the plan: from when each is effective, when and as which file it was dropped, and which periods it governs.

Options
  --retire N        tells what would change if version N, the one in use, gave way to the one before it
  --write           does it: drops the workbook of the version before again, as a new version
  --json            the list as JSON

${WHERE_HELP}
No version is ever changed or deleted. Of a local run the functions then work here until nothing is left; on AWS they do so by
themselves, and headquarters gets the receipt.

Exit status: 0 done, 1 it cannot be done, 2 wrong arguments.
`;

export function readArguments(argv: readonly string[]): Read<PlansOptions> {
  const options = {
    ...WHERE_OPTIONS,
    retire: { type: 'string' },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  return readCommand(argv, options, ({ retire, write, json, ...where }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    if (retire !== undefined && !/^[1-9]\d{0,5}$/.test(retire))
      throw new WrongArguments(`--retire ${retire}: write the number of a version`);
    if (write && retire === undefined) throw new WrongArguments('--write goes with --retire');
    return { where: whereabouts(where), retire: retire === undefined ? null : Number(retire), write, json };
  });
}

/** Gives what to print. */
export async function plans({ where, retire, write, json }: PlansOptions, limits: PumpLimits = {}): Promise<string> {
  const place = await openPlace(where);
  try {
    const versions = await versionsOf(place);
    if (retire === null) return json ? JSON.stringify(versions, null, 2) : versionsText(versions, place.name);
    const retirement = await planRetirement(retire, versions, place);
    const text = retirementText(retirement);
    if (!write)
      return `${text}\n\nNothing was done yet: npm run plans -- --retire ${retire} --write${optionsText(where)}`;
    await createBucket(place.bucket, place.local?.announce).drop(retirement.key, retirement.bytes);
    if (!place.local || where.kind !== 'local')
      return `${text}\n\nThe functions take it up now: npm run plans -- ${optionsText(where).trim()} lists it in some minutes.`;
    await workOff(place.local, where.out, limits);
    return `${text}\n\n${versionsText(await versionsOf(place), place.name)}`;
  } finally {
    await place.close(write);
  }
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    process.stdout.write(`${await plans(options)}\n`);
    return 0;
  });
