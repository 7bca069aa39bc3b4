import { paceRanks } from '../ranking.ts';
import type { ReportIndicator } from '../schema.ts';
import type { ReportStatus } from '../statuses.ts';
import type { Page } from '../view/page.ts';

/** In the order in which they are looked for. */
const WORST_FIRST: readonly ReportStatus[] = ['off-track', 'at-risk', 'on-track', 'achieved', 'no-target', 'no-data'];

const WORDS = [
  ...['title', 'skip', 'jump', 'go', 'not-found', 'result', 'unit', 'all', 'clear', 'nothing', 'shown'],
  ...['sort', 'sort-plan', 'sort-status', 'sort-lowest', 'sort-highest', 'sort-code'],
] as const;

/** A digit an indicator: 1 where the unit gave a figure. */
function reportedBy(unit: string, indicators: readonly ReportIndicator[]): string {
  const has = ({ children }: ReportIndicator) =>
    children.some((child) => child.scope === unit && (child.actual !== null || child.coverage.reported > 0));
  return indicators.map((indicator) => Number(has(indicator))).join('');
}

/** The units below the scope that gave any figure, each with its name and the indicators it gave figures on. */
function unitsOf(indicators: readonly ReportIndicator[]) {
  const named = new Map(indicators.flatMap((one) => one.children.map(({ scope, title }) => [scope, title] as const)));
  return [...named].flatMap(([scope, title]) => {
    const reported = reportedBy(scope, indicators);
    return reported.includes('1') ? [[scope, title, reported] as const] : [];
  });
}

/**
 * What the page's script filters and sorts by, as the content of a JSON script element: words, statuses, the indicators' codes with status and
 * rank of pace, and the org units. No text of the data can end the element.
 */
export function browseData({ model, catalogue }: Page): string {
  const { indicators } = model;
  const shown = { shown: '⟨shown⟩', total: '⟨total⟩' };
  const words = WORDS.map((word) => [word, catalogue.text(`report.browse.${word}`, { ...shown, words: '⟨words⟩' })]);
  const data = {
    words: { ...Object.fromEntries(words), status: catalogue.text('report.column.status') },
    statuses: WORST_FIRST.map((id) => [id, catalogue.text(`report.status.${id}`)]),
    codes: indicators.map(({ code }) => code),
    status: indicators.map(({ status }) => WORST_FIRST.indexOf(status)).join(''),
    pace: paceRanks(indicators),
    units: unitsOf(indicators),
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
