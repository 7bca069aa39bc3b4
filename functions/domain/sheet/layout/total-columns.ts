import type { Column, KeyRole } from './table.ts';

/** Columns that say neither whose nor when, beside columns that do, are sums of those: taken out. */
export function withoutTotals(columns: readonly Column[]): Column[] {
  const figures = columns.filter((column) => column.kind === 'figure');
  const hasKey = (role: KeyRole) => columns.some((column) => column.kind === 'key' && column.role === role);
  const someIndicator = !hasKey('indicator') && figures.some(({ indicator }) => indicator !== null);
  const somePeriod = !hasKey('period') && figures.some(({ periods }) => periods.length > 0);
  return columns.map((column) => {
    if (column.kind !== 'figure') return column;
    const lacks = (someIndicator && column.indicator === null) || (somePeriod && column.periods.length === 0);
    return lacks
      ? { kind: 'total', candidates: [], index: column.index, header: column.header, at: column.at }
      : column;
  });
}
