import { readInstant } from '../../../functions/domain/instant.ts';
import { isPeriod, type Period } from '../../../functions/domain/plan/period.ts';
import {
  type Read,
  readCommand,
  WHERE_HELP,
  WHERE_OPTIONS,
  type Whereabouts,
  WrongArguments,
  whereabouts,
} from '../arguments.ts';

export interface TraceOptions {
  readonly where: Whereabouts;
  readonly indicator: string;
  readonly period: Period;
  readonly scope: string | null;
  /** ISO instant; null = now. */
  readonly asOf: string | null;
  readonly json: boolean;
}

export const HELP = `Usage: npm run trace -- --indicator CODE --period PERIOD [options]

Follows a figure to where it comes from: regions, offices, files, sheets and cells, with what
does not count and why.

Options
  --indicator CODE  the indicator, such as 1a.1.1.1
  --period PERIOD   2025, 2025-S1, 2025-Q1 or 2025-03
  --scope CODE      the org unit whose figure it is          (default: the whole)
  --as-of TIME      of uploads made by then, such as 2025-11-01T00:00Z
  --json            as data
${WHERE_HELP}
Exit status: 0 found, 1 nothing there, 2 wrong arguments.
`;

const OPTIONS = {
  ...WHERE_OPTIONS,
  indicator: { type: 'string' },
  period: { type: 'string' },
  scope: { type: 'string' },
  'as-of': { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

function instantOf(text: string, now: Date): string {
  const instant = readInstant(text);
  if (instant === null)
    throw new WrongArguments(`--as-of ${text}: write a time with its zone, such as 2025-11-01T00:00Z`);
  if (instant > now.toISOString())
    throw new WrongArguments(`--as-of ${text} is yet to come: it is ${now.toISOString()} now`);
  return instant;
}

/** Reads the command line of `npm run trace`. */
export function readTraceArguments(argv: readonly string[], now = new Date()): Read<TraceOptions> {
  return readCommand(argv, OPTIONS, (values, positionals): TraceOptions => {
    const [stray] = positionals;
    if (stray !== undefined)
      throw new WrongArguments(`${stray}: the figure is named by --indicator, --period and --scope`);
    const { indicator, period, scope = null, 'as-of': asOf, json } = values;
    if (indicator === undefined) throw new WrongArguments('--indicator is missing: write its code, such as 1a.1.1.1');
    if (period === undefined) throw new WrongArguments('--period is missing: write 2025, 2025-S1, 2025-Q1 or 2025-03');
    if (!isPeriod(period)) throw new WrongArguments(`--period ${period}: write 2025, 2025-S1, 2025-Q1 or 2025-03`);
    return {
      where: whereabouts(values),
      indicator,
      period,
      scope,
      asOf: asOf === undefined ? null : instantOf(asOf, now),
      json,
    };
  });
}
