import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A figure beside a category that stands in a column nobody can read: it is not the total it would be taken for. */
export const unreadCategory: Rule = {
  code: 'unread-category',
  check({ statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ written }) => written.problem === 'unread-category')
      .flatMap(({ written: { unread } }) =>
        unread ? [issue('unread-category', 'error', { ...unread.at, found: unread.found })] : [],
      );
  },
};
