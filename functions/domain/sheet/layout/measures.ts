import type { FigureColumn } from './table.ts';

/** The columns that together state one figure of each row: a value, or a numerator and a denominator, or all three. */
export interface Measure {
  readonly indicator: FigureColumn['indicator'];
  readonly periods: readonly string[];
  readonly categories: FigureColumn['categories'];
  readonly value: FigureColumn | null;
  readonly numerator: FigureColumn | null;
  readonly denominator: FigureColumn | null;
}

/** Groups figure columns that differ only in being value, numerator or denominator. A second column of the same kind states another figure. */
export function groupMeasures(columns: readonly FigureColumn[]): Measure[] {
  const measures: { key: string; measure: Measure }[] = [];
  for (const column of columns) {
    const categories = column.categories.map(({ dimension, code }) => `${dimension}=${code}`).sort();
    const key = JSON.stringify([column.indicator?.code, column.periods, categories]);
    const open = measures.find((group) => group.key === key && group.measure[column.part] === null);
    if (open) open.measure = { ...open.measure, [column.part]: column };
    else {
      const { indicator, periods } = column;
      const empty: Measure = {
        indicator,
        periods,
        categories: column.categories,
        value: null,
        numerator: null,
        denominator: null,
      };
      measures.push({ key, measure: { ...empty, [column.part]: column } });
    }
  }
  return measures.map(({ measure }) => measure);
}
