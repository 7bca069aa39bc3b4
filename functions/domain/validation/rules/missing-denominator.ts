import { type BlockRow, figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import { blockParams, cellOfBlock, cellOfRow } from '../place.ts';
import type { Rule } from '../rule.ts';

/** The row's first figure as it is written. */
function writtenIn({ statements }: BlockRow): string | null {
  return statements.flatMap(figuresOf).find(({ written }) => written.number !== null)?.written.found ?? null;
}

/** Whether the row has a numerator or a denominator that could not be read, of which another rule speaks. */
function isUnread({ statements }: BlockRow): boolean {
  return statements.some(({ numerator, denominator }) => [numerator, denominator].some((written) => written?.problem));
}

/** A ratio without its numerator or denominator, or one of the two alone. */
export const missingDenominator: Rule = {
  code: 'missing-denominator',
  check(block) {
    const { definition, total, breakdown } = block;
    if (!definition) return [];
    return [...(total ? [total] : []), ...breakdown]
      .filter((row) => {
        if (isUnread(row)) return false;
        const { value, numerator, denominator } = row;
        const both = numerator !== null && denominator !== null;
        return definition.overOrgUnits === 'ratio' ? !both : !both && value === null;
      })
      .map((row) =>
        issue('missing-denominator', 'error', {
          ...(cellOfRow(row) ?? cellOfBlock(block)),
          found: writtenIn(row),
          params: { ...blockParams(block), share: definition.overOrgUnits === 'ratio' ? 'yes' : 'no' },
        }),
      );
  },
};
