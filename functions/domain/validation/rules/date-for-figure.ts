import type { WrittenNumber } from '../../sheet/statement.ts';
import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** Whether a figure is a date, as a workbook makes of `1/3` or of a cell formatted so. */
export function isDate({ problem, found }: WrittenNumber): boolean {
  return problem === 'not-a-number' && /^\d{4}-\d{2}-\d{2}$/.test(found);
}

/** A date where a figure belongs: digits are what the office sees, but the cell's format makes a day of them. */
export const dateForFigure: Rule = {
  code: 'date-for-figure',
  check({ definition, statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ part, written }) => isDate(written) && !(definition?.kind === 'yes-no' && part === 'value'))
      .map(({ written: { at, found } }) => issue('date-for-figure', 'error', { ...at, found }));
  },
};
