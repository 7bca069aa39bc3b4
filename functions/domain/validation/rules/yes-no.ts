import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** An answer that is neither yes nor no. */
export const yesNo: Rule = {
  code: 'yes-no',
  check({ definition, statements }) {
    if (definition?.kind !== 'yes-no') return [];
    return statements
      .flatMap(figuresOf)
      .filter(({ part, written }) => part === 'value' && written.problem === 'not-a-number')
      .map(({ written: { at, found } }) => issue('yes-no', 'error', { ...at, found, expected: '1, 0' }));
  },
};
