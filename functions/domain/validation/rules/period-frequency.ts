import { frequencyOf, periodsContaining, periodsWithin } from '../../plan/period.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A period longer or shorter than the indicator's: a quarter for a yearly indicator. */
export const periodFrequency: Rule = {
  code: 'period-frequency',
  check({ period: { code }, definition, statements }) {
    if (code === null || !definition || frequencyOf(code) === definition.frequency) return [];
    const within = periodsWithin(code, definition.frequency);
    const around = periodsContaining(code).filter((period) => frequencyOf(period) === definition.frequency);
    const expected = (within.length > 0 ? within : around).join(', ');
    const params = { indicator: definition.code, frequency: definition.frequency };
    return statements.map(({ period: { at, found } }) =>
      issue('period-frequency', 'error', { ...at, found, expected, params }),
    );
  },
};
