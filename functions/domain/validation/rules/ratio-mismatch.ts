import { figureOf, plainNumber, tolerance } from '../figures.ts';
import { issue } from '../issue.ts';
import { blockParams, cellOfBlock, cellOfRow } from '../place.ts';
import type { Rule } from '../rule.ts';

/** A stated share that is not its numerator over its denominator; the two are taken, the share is not. */
export const ratioMismatch: Rule = {
  code: 'ratio-mismatch',
  check(block) {
    const { definition, total, breakdown } = block;
    if (definition?.overOrgUnits !== 'ratio') return [];
    return [...(total ? [total] : []), ...breakdown].flatMap((row) => {
      const quotient = figureOf(row, definition).value;
      const stated = row.value;
      if (quotient === null || stated === null) return [];
      const allowed = Math.max(tolerance(definition, 'value'), 0.005 * Math.abs(quotient));
      const readings = definition.kind === 'percentage' ? [stated, stated / 100] : [stated];
      if (readings.some((reading) => Math.abs(reading - quotient) <= allowed)) return [];
      return [
        issue('ratio-mismatch', 'warning', {
          ...(cellOfRow(row) ?? cellOfBlock(block)),
          found: plainNumber(stated),
          expected: plainNumber(Number(quotient.toPrecision(4))),
          params: blockParams(block),
        }),
      ];
    });
  },
};
