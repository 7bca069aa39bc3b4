import { issue } from '../issue.ts';
import { addressOf, blockParams } from '../place.ts';
import type { Rule } from '../rule.ts';

/** The same figure stated twice, differently. */
export const duplicateContradictory: Rule = {
  code: 'duplicate-contradictory',
  check(block) {
    if (!block.definition || !block.unit || block.period.code === null) return [];
    return [...(block.total ? [block.total] : []), ...block.breakdown]
      .flatMap((row) => row.repetitions)
      .filter(({ first, again }) => first.number !== again.number)
      .map(({ first, again }) =>
        issue('duplicate-contradictory', 'error', {
          ...again.at,
          found: again.found,
          expected: first.found,
          params: { ...blockParams(block), first: addressOf(first.at) },
        }),
      );
  },
};
