import { bareValue } from '../bare-percentages.ts';
import { plainNumber } from '../figures.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/**
 * A bare `45` for a percentage: 45 % or 4500 %? Of a ratio it does not matter: its numerator and denominator are asked for, and say. Where a file writes some of an indicator's values so, its bare values below 1 are as
 * unclear (`0.5`: half, or half a percent?).
 */
export const percentageUnclear: Rule = {
  code: 'percentage-unclear',
  check({ definition, statements }, { bareAboveOne }) {
    if (definition?.kind !== 'percentage' || definition.overOrgUnits === 'ratio') return [];
    if (!bareAboveOne.has(definition.code)) return [];
    return statements.flatMap((statement) => {
      const written = bareValue(statement);
      if (!written?.number) return [];
      const { at, found, number } = written;
      const asPercent = `${plainNumber(number)}%`;
      return [
        issue('percentage-unclear', 'error', {
          ...at,
          found,
          expected: `${asPercent}, ${plainNumber(number / 100)}`,
          params: { percent: asPercent, fraction: plainNumber(number / 100) },
        }),
      ];
    });
  },
};
