import { parseArgs } from 'node:util';

export const HELP = `Usage: npm run soak -- [options]

Runs schedules of faults over the functions and the embedded AWS, and compares what each leaves with what a quiet run leaves. Stops at the
first that differs, and says how to run that one again.

Options
  --runs N         schedules to run                                     (default: 20000)
  --scenario NAME  those of one scenario only, by its name
  --seed N         seed of the schedules                                (default: taken from the time)
  --path PATH      begins at a schedule that failed before, with its seed
  --kill N         instead: ends npm run dev N times at any moment, by kill -9, and starts it again
  -h, --help       this text

Exit status: 0 each left what a quiet run leaves, 1 one did not, 2 wrong arguments.
`;

export interface SoakOptions {
  readonly runs: number;
  readonly scenario: string | undefined;
  readonly seed: number;
  readonly path: string | undefined;
  readonly kill: number | null;
  readonly help: boolean;
}

function numberIn(name: string, text: string): number {
  if (!/^-?\d{1,10}$/.test(text)) throw new RangeError(`${name} ${text}: write a whole number`);
  return Number(text);
}

/** None at all would pass for all having passed. */
function countIn(name: string, text: string): number {
  const count = numberIn(name, text);
  if (count < 1) throw new RangeError(`${name} ${text}: write 1 or more`);
  return count;
}

/** Throws an error that says what is wrong. */
export function readArguments(given: readonly string[], time: number): SoakOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      runs: { type: 'string', default: '20000' },
      scenario: { type: 'string' },
      seed: { type: 'string' },
      path: { type: 'string' },
      kill: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return {
    runs: countIn('--runs', values.runs),
    scenario: values.scenario,
    seed: values.seed === undefined ? time % 2 ** 31 : numberIn('--seed', values.seed),
    path: values.path,
    kill: values.kill === undefined ? null : countIn('--kill', values.kill),
    help: values.help,
  };
}
