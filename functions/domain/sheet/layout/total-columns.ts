import { comparisonKey } from '../headers/key.ts';
import { isTotalWord } from '../headers/words.ts';
import type { Column, KeyRole } from './table.ts';

/** Whether a header has a word for total in it. */
export function saysTotal(header: string): boolean {
  return comparisonKey(header).split(' ').some(isTotalWord);
}

/**
 * Columns headed as totals that do not say of what or when, beside columns that do, are sums of those: taken out. Not so where other columns
 * say as little, since a title may speak for them all.
 */
export function withoutTotals(columns: readonly Column[]): Column[] {
  const figures = columns.filter((column) => column.kind === 'figure');
  const hasKey = (role: KeyRole) => columns.some((column) => column.kind === 'key' && column.role === role);
  const someIndicator = !hasKey('indicator') && figures.some(({ indicator }) => indicator !== null);
  const somePeriod = !hasKey('period') && figures.some(({ periods }) => periods.length > 0);
  const lacking = figures.filter(
    ({ indicator, periods }) => (someIndicator && indicator === null) || (somePeriod && periods.length === 0),
  );
  if (!lacking.every(({ header }) => saysTotal(header))) return [...columns];
  const sums = new Set(lacking.map(({ index }) => index));
  return columns.map((column) => {
    const { index, header, at } = column;
    return sums.has(index) ? { kind: 'total', candidates: [], index, header, at } : column;
  });
}
