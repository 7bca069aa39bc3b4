import type { ChangedFigure, ReportIndicator, ReportModel } from '../schema.ts';
import { figureText, periodName } from '../words.ts';
import type { Page } from './page.ts';

/** More would drown the report they stand in; `report.json` has them all. */
const MOST_FIGURES = 60;
const MOST_FILES = 3;

/** How many figures were revised since which report, in a sentence; null where none was. */
export function revisedLine(
  { changes, plan }: Pick<ReportModel, 'changes' | 'plan'>,
  { catalogue }: Pick<Page, 'catalogue'>,
): string | null {
  const { since, figures } = changes;
  if (!since || figures.length === 0) return null;
  return catalogue.text('report.changes.revised', {
    count: figures.length,
    period: periodName(since.period, catalogue),
    date: catalogue.date(since.asOf, plan.timeZone),
  });
}

/** Whether a report on the same period was made before and said something else. */
export const isRevised = ({ changes, period }: Pick<ReportModel, 'changes' | 'period'>): boolean =>
  changes.since?.period === period && changes.figures.length > 0;

/** Keeps a name of any direction whole within a sentence. */
const isolated = (name: string): string => `\u2068${name}\u2069`;

/** The difference with its sign, of percentages in points; null where it says nothing, as between yes and no. */
function differenceText(difference: number | null, indicator: ReportIndicator, { catalogue }: Page): string | null {
  const { kind, overOrgUnits, decimals } = indicator;
  if (difference === null || (kind === 'yes-no' && overOrgUnits !== 'sum')) return null;
  const sign = difference > 0 ? '+' : '';
  // Left to right in any language, or the sign would change sides.
  const number = (text: string): string => `\u2066${sign}${text}\u2069`;
  if (kind !== 'percentage') return number(figureText(difference, indicator, catalogue));
  return catalogue.text('report.changes.points', { value: number(catalogue.number(difference * 100, decimals)) });
}

function causesOf({ files, planVersion }: ChangedFigure, { model, catalogue }: Page): string[] {
  const known = files.flatMap((place) => model.changes.files[place] ?? []);
  const named = known.slice(0, MOST_FILES).map(({ title, key, uploadedAt }) =>
    catalogue.text('report.changes.file', {
      office: title,
      file: isolated(key.split('/').at(-1) ?? key),
      date: catalogue.date(uploadedAt, model.plan.timeZone),
    }),
  );
  const more = files.length - named.length;
  return [
    ...named,
    ...(more > 0 ? [catalogue.text('report.changes.more-files', { count: more })] : []),
    ...(planVersion === null ? [] : [catalogue.text('report.changes.plan', { version: planVersion })]),
    ...(files.length === 0 && planVersion === null ? [catalogue.text('report.changes.judged-late')] : []),
  ];
}

/** Figures published before that are others now, with what changed them. */
export function changesSection(page: Page) {
  const { model, catalogue } = page;
  const { since, figures } = model.changes;
  const indicators = new Map(model.indicators.map((indicator) => [indicator.code, indicator]));
  const visible = figures.flatMap((figure) => {
    const indicator = indicators.get(figure.indicator);
    if (!indicator) return [];
    const text = (value: number | null) =>
      value === null ? catalogue.text('report.changes.not-reported') : figureText(value, indicator, catalogue);
    // Less than the decimals shown: told by the data file alone.
    if (text(figure.before) === text(figure.now)) return [];
    return [
      {
        code: indicator.code,
        title: indicator.title,
        period: periodName(figure.period, catalogue),
        before: text(figure.before),
        now: text(figure.now),
        difference: differenceText(figure.difference, indicator, page),
        causes: causesOf(figure, page),
      },
    ];
  });
  const rows = visible.slice(0, MOST_FIGURES);
  const more = figures.length - rows.length;
  return {
    lead:
      revisedLine(model, page) ??
      (since
        ? catalogue.text('report.changes.none', {
            period: periodName(since.period, catalogue),
            date: catalogue.date(since.asOf, model.plan.timeZone),
          })
        : catalogue.text('report.changes.first')),
    rows,
    more: more > 0 ? catalogue.text('report.changes.more', { count: more }) : null,
  };
}
