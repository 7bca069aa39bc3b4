import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readInstant } from '../../functions/domain/instant.ts';
import { isPeriod } from '../../functions/domain/plan/period.ts';
import { languagesIn } from '../../functions/languages.ts';

export interface JobOptions {
  readonly plan: string;
  readonly uploads: string;
  /** Null = the latest period with data. */
  readonly period: string | null;
  /** Null = the org units with figures in the period, at or below them, and the root. */
  readonly scopes: readonly string[] | null;
  /** Null = every language of the plan. */
  readonly languages: readonly string[] | null;
  readonly reports: readonly ('results' | 'annual')[];
  /** ISO instant: the reports as they would have been then; null = as things stand. */
  readonly asOf: string | null;
  readonly out: string;
}

export type Arguments =
  | { readonly kind: 'run'; readonly options: JobOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

/** There is a report in each language that has a catalogue. */
export const REPORT_LANGUAGES: readonly string[] = languagesIn(
  fileURLToPath(new URL('../../templates', import.meta.url)),
);

export const HELP = `Usage: npm start -- [options]

Takes a plan workbook and office files through the whole pipeline, on this machine alone:
receipts, reports and mails come out under the output folder.

Options
  --plan FILE       the plan workbook                        (default: fixtures/plan/plan.xlsx)
  --uploads DIR     office files, as DIR/<ORGUNIT>/<file>    (default: fixtures/uploads)
  --period PERIOD   2025, 2025-S1, 2025-Q1 or 2025-03        (default: the latest period with data)
  --scope CODES     org units to report on, comma-separated  (default: those with figures, and the whole)
  --lang CODES      languages of the reports: ${REPORT_LANGUAGES.join(',')}    (default: those of the plan)
  --report KINDS    results,annual; an annual one is on a year (default: results)
  --as-of INSTANT   the reports as they would have been then, such as 2025-11-01T00:00Z
  --out DIR         where everything is written              (default: out)
  -h, --help        this text

--scope, --lang and --report may be repeated.

With --as-of, a file counts as uploaded when it was last changed, files of an office of one time in name order, and
the plan as dropped before them all. Every file is judged; what was uploaded later is in no report. The default
period is then the latest with data at that time. Nobody gets these reports by mail.

Out come, under DIR: reports/<period>/<scope>/<lang>/{report,annual}.{html,pdf,json}, receipts/<ORGUNIT>/*.{json,xlsx},
mail/*.eml, summary.json, and state/ for the commands that look into a run. What an earlier run left of these there is replaced;
what anybody else left there is not: the job then stops before it begins.

Exit status: 0 done (files returned to an office are part of the job), 1 the job could not be done, 2 wrong arguments.
`;

const REPORT_KINDS = ['results', 'annual'] as const;

const listOf = (values: readonly string[] | undefined): string[] | null =>
  values?.flatMap((value) => value.split(',').map((part) => part.trim())).filter((part) => part !== '') ?? null;

/** Reads the command line of `npm start`. */
export function readArguments(argv: readonly string[], now = new Date()): Arguments {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        plan: { type: 'string', default: 'fixtures/plan/plan.xlsx' },
        uploads: { type: 'string', default: 'fixtures/uploads' },
        period: { type: 'string' },
        scope: { type: 'string', multiple: true },
        lang: { type: 'string', multiple: true },
        report: { type: 'string', multiple: true },
        'as-of': { type: 'string' },
        out: { type: 'string', default: 'out' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const { period = null, plan, uploads, out } = values;
    if (period !== null && !isPeriod(period))
      return { kind: 'wrong', message: `--period ${period}: write 2025, 2025-S1, 2025-Q1 or 2025-03` };
    const scopes = listOf(values.scope);
    if (scopes?.length === 0) return { kind: 'wrong', message: '--scope names no org unit' };
    const languages = listOf(values.lang);
    if (languages?.length === 0) return { kind: 'wrong', message: '--lang names no language' };
    const strange = languages?.find((language) => !REPORT_LANGUAGES.includes(language));
    if (strange !== undefined)
      return { kind: 'wrong', message: `--lang ${strange}: reports are written in ${REPORT_LANGUAGES.join(', ')}` };
    const kinds = listOf(values.report) ?? ['results'];
    const reports = REPORT_KINDS.filter((kind) => kinds.includes(kind));
    const unknown = kinds.find((kind) => !REPORT_KINDS.some((known) => known === kind));
    if (unknown !== undefined || reports.length === 0)
      return { kind: 'wrong', message: `--report ${unknown ?? ''}: write ${REPORT_KINDS.join(' or ')}` };
    const given = values['as-of'];
    const asOf = given === undefined ? null : readInstant(given);
    if (given !== undefined && asOf === null)
      return { kind: 'wrong', message: `--as-of ${given}: write an instant, such as 2025-11-01T00:00Z` };
    if (asOf !== null && asOf > now.toISOString())
      return { kind: 'wrong', message: `--as-of ${given} is yet to come: it is ${now.toISOString()} now` };
    return { kind: 'run', options: { plan, uploads, period, scopes, languages, reports, asOf, out } };
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
}
