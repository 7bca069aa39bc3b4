import type { Indicator, Plan } from '../../plan/model.ts';
import { titleIn } from '../../plan/model.ts';
import type { Catalogue } from '../../report/catalogue.ts';
import { figureText, NO_FIGURE, shortPeriodName } from '../../report/words.ts';
import type { Replacement } from '../review/replaced.ts';
import { oneLine } from './file-names.ts';

const MOST = 15;
const LONGEST_TITLE = 70;

export interface ReplacedRow {
  readonly code: string;
  readonly title: string;
  /** The period, with the org unit where it is not the folder's. */
  readonly about: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

export interface ReplacedRows {
  readonly rows: readonly ReplacedRow[];
  readonly hidden: number;
}

/** How much a figure changed, for the order alone: from 0 to 1, or 2 where one of the two is missing. */
function change({ before, after }: Replacement): number {
  if (before === null || after === null) return 2;
  const larger = Math.max(Math.abs(before), Math.abs(after));
  return larger === 0 ? 0 : Math.abs(after - before) / larger;
}

/** The difference with its sign, to as many decimals as the figures; percentages differ by percentage points. */
function differenceText({ difference }: Replacement, indicator: Indicator | null, catalogue: Catalogue): string {
  if (difference === null || indicator?.kind === 'yes-no') return '';
  const isPercentage = indicator?.kind === 'percentage';
  const size = catalogue.number(Math.abs(difference) * (isPercentage ? 100 : 1), indicator?.decimals ?? 6);
  const signed = `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${size}`;
  return isPercentage ? catalogue.text('receipt.points', { points: signed }) : signed;
}

function rowOf(one: Replacement, folder: string, plan: Plan, catalogue: Catalogue): ReplacedRow {
  const indicator = plan.indicators.find(({ code }) => code === one.indicator) ?? null;
  const text = (figure: number | null) =>
    indicator ? figureText(figure, indicator, catalogue) : figure === null ? NO_FIGURE : catalogue.number(figure, 6);
  const title = indicator ? titleIn(indicator.title, catalogue.language, plan.defaultLanguage) : '';
  const period = shortPeriodName(one.period, catalogue);
  return {
    code: one.indicator,
    title: oneLine(title, LONGEST_TITLE),
    about: one.orgUnit === folder ? period : `${one.orgUnit} · ${period}`,
    before: text(one.before),
    after: text(one.after),
    difference: differenceText(one, indicator, catalogue),
  };
}

/** The figures that replace earlier ones as a mail shows them: those that changed most, in proportion, first. `folder` is the org unit of the upload. */
export function replacedRows(
  replaced: readonly Replacement[],
  folder: string,
  plan: Plan,
  catalogue: Catalogue,
): ReplacedRows {
  const shown = replaced.toSorted((a, b) => change(b) - change(a)).slice(0, MOST);
  return { rows: shown.map((one) => rowOf(one, folder, plan, catalogue)), hidden: replaced.length - shown.length };
}
