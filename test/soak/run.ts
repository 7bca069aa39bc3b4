import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { createHome, killTimes } from '../support/faults/kills.ts';
import { createTrial } from '../support/faults/trial.ts';
import { HELP, readArguments, type SoakOptions } from './arguments.ts';

const PROGRESS_SECONDS = 10;

/** The embedded AWS keeps all that was ever sent to it, a megabyte a schedule: after so many another one takes its place. */
const SCHEDULES_EACH = 500;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

/** Gives the exit status. */
function wrong(message: string): number {
  process.stderr.write(`${message}\n\n${HELP}`);
  return 2;
}

/** Gives the exit status. */
async function soak({ runs, scenario, seed, path }: SoakOptions): Promise<number> {
  process.env.LOG_LEVEL = 'silent';
  let trial = await createTrial();
  const started = performance.now();
  let told = started;
  let done = 0;
  let faults = 0;
  const progress = (): void => {
    const seconds = Math.round((performance.now() - started) / 1000);
    say(
      `${done} of ${runs} schedules, ${faults} faults, ${seconds} s (${Math.round(process.cpuUsage().user / 1e6)} s of CPU)`,
    );
    told = performance.now();
  };
  try {
    if (scenario !== undefined && !trial.names.includes(scenario))
      return wrong(`There is no scenario “${scenario}”; there are: ${trial.names.join(', ')}`);
    say(`Seed ${seed}`);
    const property = fc.asyncProperty(
      await trial.any(...(scenario === undefined ? [] : [scenario])),
      async ([name, schedule]) => {
        if (done % SCHEDULES_EACH === SCHEDULES_EACH - 1) {
          await trial.stop();
          trial = await createTrial();
        }
        await trial.run(name, schedule);
        done += 1;
        faults += schedule.faults.length;
        if (performance.now() - told > PROGRESS_SECONDS * 1000) progress();
      },
    );
    const result = await fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
    progress();
    if (!result.failed) return 0;
    const [example] = result.counterexample ?? [];
    say(`\nDiffers from the quiet run: ${JSON.stringify(example)}`);
    say(result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance));
    const only = scenario === undefined ? '' : ` --scenario '${scenario}'`;
    say(`\nAgain: npm run soak -- --seed ${seed} --path ${result.counterexamplePath} --runs ${runs}${only}`);
    return 1;
  } finally {
    await trial.stop();
  }
}

/** Moments up to this many milliseconds after the start: by then all is done on a quiet machine. */
const LATEST_KILL = 6000;

/** Gives the exit status. */
async function kill(times: number, seed: number): Promise<number> {
  say(`Seed ${seed}`);
  const moments = fc.sample(fc.nat(LATEST_KILL), { numRuns: times, seed })[Symbol.iterator]();
  const home = await createHome();
  try {
    const after = () => moments.next().value ?? 0;
    const { files, last, quiet } = await killTimes(home, times, after, (done) =>
      say(`Killed ${done} of ${times} times`),
    );
    const same = isDeepStrictEqual(last, quiet);
    const statuses = [...last.receipts.values()].map((text) => JSON.parse(text).status);
    const once = last.receipts.size === files.length + 1 && last.mails.length === files.length + 1;
    say(
      `${files.length} files: ${last.receipts.size} receipts, ${last.mails.length} mails; ${same ? 'as' : 'NOT as'} in a quiet run`,
    );
    return same && once && statuses.every((status) => status === 'accepted') ? 0 : 1;
  } finally {
    home.remove();
  }
}

async function run(): Promise<number> {
  let options: SoakOptions;
  try {
    options = readArguments(process.argv.slice(2), Date.now());
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  if (!options.help) return options.kill === null ? soak(options) : kill(options.kill, options.seed);
  process.stdout.write(HELP);
  return 0;
}

process.exitCode = await run();
