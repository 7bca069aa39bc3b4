import { figuresOf } from '../block.ts';
import { issue } from '../issue.ts';
import type { Rule } from '../rule.ts';

/** A figure beside a word for targets, baselines or plans in a column nobody can read: it is no result. */
export const unreadPlan: Rule = {
  code: 'unread-plan',
  check({ statements }) {
    return statements
      .flatMap(figuresOf)
      .filter(({ written }) => written.problem === 'unread-plan')
      .flatMap(({ written: { unread } }) =>
        unread ? [issue('unread-plan', 'error', { ...unread.at, found: unread.found })] : [],
      );
  },
};
