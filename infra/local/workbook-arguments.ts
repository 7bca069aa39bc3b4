import { parseArgs } from 'node:util';
import { isPeriod, type Period } from '../../functions/domain/plan/period.ts';
import { REPORT_LANGUAGES } from './arguments.ts';

export interface WorkbookOptions {
  readonly orgUnit: string;
  readonly period: Period;
  /** Null = the org unit's own. */
  readonly language: string | null;
  readonly plan: string;
  /** Where the last values come from; null = they are left blank. */
  readonly uploads: string | null;
  /** Null = `<ORGUNIT>-<period>.<lang>.xlsx` in the working folder. */
  readonly out: string | null;
}

export type WorkbookArguments =
  | { readonly kind: 'run'; readonly options: WorkbookOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

export const HELP = `Usage: npm run workbook -- --orgunit CODE --period PERIOD [options]

Writes the workbook that an office fills in and sends: its indicators, definitions, baselines, targets and last
values, with a cell for each figure that is expected of it in the period.

Options
  --orgunit CODE    the org unit, by its code or any of its names in the plan
  --period PERIOD   2025, 2025-S1, 2025-Q1 or 2025-03
  --lang CODE       en, fr, es or ar                         (default: the org unit's language)
  --plan FILE       the plan workbook                        (default: fixtures/plan/plan.xlsx)
  --uploads DIR     office files, as DIR/<ORGUNIT>/<file>, for the last values     (default: none)
  --out FILE        where it is written                      (default: <ORGUNIT>-<period>.<lang>.xlsx)
  -h, --help        this text

Exit status: 0 done, 1 the workbook could not be made, 2 wrong arguments.
`;

function wrong(message: string): WorkbookArguments {
  return { kind: 'wrong', message };
}

/** Reads the command line of `npm run workbook`. */
export function readWorkbookArguments(argv: readonly string[]): WorkbookArguments {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        orgunit: { type: 'string' },
        period: { type: 'string' },
        lang: { type: 'string' },
        plan: { type: 'string', default: 'fixtures/plan/plan.xlsx' },
        uploads: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const { orgunit: orgUnit, period, lang: language = null, plan, uploads = null, out = null } = values;
    if (orgUnit === undefined) return wrong('--orgunit is missing: write the code of an org unit, such as COL');
    if (period === undefined) return wrong('--period is missing: write 2025, 2025-S1, 2025-Q1 or 2025-03');
    if (!isPeriod(period)) return wrong(`--period ${period}: write 2025, 2025-S1, 2025-Q1 or 2025-03`);
    if (language !== null && !REPORT_LANGUAGES.includes(language))
      return wrong(`--lang ${language}: workbooks are written in ${REPORT_LANGUAGES.join(', ')}`);
    return { kind: 'run', options: { orgUnit, period, language, plan, uploads, out } };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
