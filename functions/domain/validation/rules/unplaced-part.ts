import type { Statement } from '../../sheet/statement.ts';
import { figuresOf } from '../block.ts';
import { totalOf } from '../figures.ts';
import { issue } from '../issue.ts';
import { addressOf, cellOfBlock } from '../place.ts';
import type { Rule } from '../rule.ts';
import { possiblePart } from '../unplaced.ts';
import { incompleteBreakdown } from './incomplete-breakdown.ts';

/** The text that says nothing known of whose, of what or when a part is, with its cell; its figure where that is blank. */
function unreadIn(statement: Statement) {
  const { orgUnit, indicator, period } = statement;
  const key = [orgUnit, indicator, period].find(({ code, found }) => code === null && found !== '');
  return key ?? figuresOf(statement)[0]?.written ?? period;
}

/** A total to be summed from rows, while another row of the file, whose figure it is nobody can tell, may be one of them. */
export const unplacedPart: Rule = {
  code: 'unplaced-part',
  check(block, context) {
    const { definition, total, readable } = block;
    if (!definition || total || !readable || !totalOf(block, definition)) return [];
    const part = possiblePart(block, context.unplaced);
    if (part === null || incompleteBreakdown.check(block, context).length > 0) return [];
    const { at, found } = unreadIn(part);
    const cell = cellOfBlock(block);
    const first = addressOf(at.sheet === cell.sheet ? { ...at, sheet: null } : at);
    return [issue('unplaced-part', 'error', { ...cell, params: { part: found, first } })];
  },
};
