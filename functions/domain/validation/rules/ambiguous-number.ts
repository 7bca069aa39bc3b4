import { possibleNumbers } from '../../sheet/numbers/read-number.ts';
import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** `1.234` where nothing in the file tells whether it is a thousand and more or one and a fraction. */
export const ambiguousNumber: Rule = {
  code: 'ambiguous-number',
  check({ definition, statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ written }) => written.problem === 'ambiguous-number')
      .map(({ written: { at, found } }) => {
        const [larger = 0, smaller = 0] = possibleNumbers(found, definition);
        return issue('ambiguous-number', 'error', {
          ...at,
          found,
          expected: `${larger}, ${smaller}`,
          params: { larger: String(larger), smaller: String(smaller) },
        });
      });
  },
};
