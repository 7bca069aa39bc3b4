import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** Rows that say the same but for a column that is not read, or for the day in their period: to be added up, or one of them left out? */
export const rowsAlike: Rule = {
  code: 'rows-alike',
  check({ statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ written }) => written.problem === 'rows-alike')
      .flatMap(({ written: { unread } }) =>
        unread
          ? [
              issue('rows-alike', 'error', {
                ...unread.at,
                found: unread.found,
                params: { header: unread.header || 'none' },
              }),
            ]
          : [],
      );
  },
};
