import { cellText } from '../grid.ts';
import { saysPlanned } from '../headers/words.ts';
import { type CodedColumn, codeOf } from './coded-sheet.ts';
import type { CodedTable } from './find-coded-table.ts';

const [NOT_ASKED, NO, YES] = [0, 1, 2];

/** Tells of each row whether a cell of a column that is not read names a category or a target, so that its figure may be of that alone. */
export function unreadCategories({ coded, found: { table }, reader }: CodedTable): (row: number) => boolean {
  const { vocabulary } = reader;
  const known = new Map(table.columns.map((column) => [column.index, column.kind]));
  const isUnread = (index: number) => ['unknown', 'ambiguous', undefined].includes(known.get(index));
  const unread = coded.columns.filter((_, index) => isUnread(index));
  const names = (text: string): boolean =>
    saysPlanned(text) || (vocabulary.header(text)?.parts.some(({ categories }) => categories.length > 0) ?? false);
  const answers = unread.map(({ size }) => new Uint8Array(size));
  const ofCode = (column: CodedColumn, answer: Uint8Array, code: number): boolean => {
    if (code < 0) return vocabulary.hasNumericNames && names(cellText(column.cell(code)));
    if (answer[code] === NOT_ASKED) answer[code] = code !== 0 && names(cellText(column.cell(code))) ? YES : NO;
    return answer[code] === YES;
  };
  if (unread.length === 0) return () => false;
  return (row) =>
    unread.some((column, at) => ofCode(column, answers[at] ?? new Uint8Array(column.size), codeOf(column, row)));
}
