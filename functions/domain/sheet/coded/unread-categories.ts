import { cellText } from '../grid.ts';
import { saysPlanned } from '../headers/words.ts';
import { isOtherCurrency } from '../numbers/units.ts';
import { codeOf } from './coded-sheet.ts';
import type { CodedTable } from './find-coded-table.ts';

const [NOT_ASKED, NO, YES] = [0, 1, 2];

/**
 * Tells of each row whether a cell of a column that is not read names a category, a target or another currency than the plan's, so that its
 * figure may be of that alone. In columns that are to be ignored only currencies matter.
 */
export function unreadCategories({ coded, found: { table }, reader }: CodedTable): (row: number) => boolean {
  const { vocabulary, plan } = reader;
  const kinds = new Map(table.columns.map((column) => [column.index, column.kind]));
  const isMoney = (text: string): boolean => plan.indicators.some((indicator) => isOtherCurrency(text, indicator));
  const names = (text: string): boolean =>
    saysPlanned(text) ||
    isMoney(text) ||
    (vocabulary.header(text)?.parts.some(({ categories }) => categories.length > 0) ?? false);
  const beside = coded.columns.flatMap((column, index) => {
    const kind = kinds.get(index);
    if (kind !== undefined && kind !== 'unknown' && kind !== 'ambiguous' && kind !== 'ignored') return [];
    return [{ column, answers: new Uint8Array(column.size), matters: kind === 'ignored' ? isMoney : names }];
  });
  const ofCode = ({ column, answers, matters }: (typeof beside)[number], code: number): boolean => {
    if (code < 0) return vocabulary.hasNumericNames && matters(cellText(column.cell(code)));
    if (answers[code] === NOT_ASKED) answers[code] = code !== 0 && matters(cellText(column.cell(code))) ? YES : NO;
    return answers[code] === YES;
  };
  if (beside.length === 0) return () => false;
  return (row) => beside.some((one) => ofCode(one, codeOf(one.column, row)));
}
