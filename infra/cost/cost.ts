import { type Read, readCommand, WrongArguments } from '../operate/arguments.ts';
import { runCommand } from '../operate/command.ts';
import { readMeasured } from './measured.ts';
import type { Scale } from './quarter.ts';
import { costOf, costText } from './text.ts';

export const HELP = `Usage: npm run cost -- [options]

Prices some months of Jalon on AWS, service by service, from measured requests (infra/cost/measured.json, by npm run bench -- --only cost)
and list prices (infra/cost/prices.ts), and the same months on a server that is always on.

Options
  --offices N       offices that report                          (default: 590)
  --indicators N    indicators that each reports                 (default: 150)
  --reports N       reports every three months                   (default: 400)
  --files N         files of each office every three months      (default: 2: one, and a correction)
  --months N        months to be priced                          (default: 3)
  --json            all of it as JSON
  -h, --help        this text

Exit status: 0 done, 2 wrong arguments.
`;

export interface CostOptions {
  readonly scale: Scale;
  readonly json: boolean;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Wide enough for any organisation; beyond, a slip of the finger is likelier. */
const RANGES: Readonly<Record<keyof Scale, Range>> = {
  offices: { from: 1, to: 10_000 },
  indicators: { from: 1, to: 2_000 },
  reports: { from: 0, to: 100_000 },
  files: { from: 1, to: 100 },
  months: { from: 1, to: 120 },
};

function numberOf(name: keyof Scale, text: string): number {
  const { from, to } = RANGES[name];
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to))
    throw new WrongArguments(
      `--${name} wants a whole number from ${from} to ${to.toLocaleString('en')}; found ${JSON.stringify(text)}`,
    );
  return value;
}

/** `--offices -5` is a wrong number, where Node would ask whether `-5` is an option. */
const joined = (argv: readonly string[]): readonly string[] =>
  argv.flatMap((word, i) => {
    if (/^-\d/.test(word)) return [];
    const next = argv[i + 1] ?? '';
    return [word.startsWith('--') && /^-\d/.test(next) ? `${word}=${next}` : word];
  });

export function readArguments(argv: readonly string[]): Read<CostOptions> {
  const options = {
    offices: { type: 'string', default: '590' },
    indicators: { type: 'string', default: '150' },
    reports: { type: 'string', default: '400' },
    files: { type: 'string', default: '2' },
    months: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return readCommand(joined(argv), options, ({ json, ...given }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    const scale = {
      offices: numberOf('offices', given.offices),
      indicators: numberOf('indicators', given.indicators),
      reports: numberOf('reports', given.reports),
      files: numberOf('files', given.files),
      months: numberOf('months', given.months),
    };
    return { scale, json };
  });
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async ({ scale, json }) => {
    const cost = costOf(scale, readMeasured());
    process.stdout.write(`${json ? JSON.stringify(cost, null, 2) : costText(cost)}\n`);
    return 0;
  });
