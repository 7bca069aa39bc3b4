import Papa from 'papaparse';
import { issue } from '../../validation/issue.ts';
import type { Cell } from '../grid.ts';
import { type Limits, tooLarge } from '../limits.ts';
import type { Opened } from '../statement.ts';
import { foldWord, judgeDelimiter } from './delimiter.ts';
import { wideRows } from './wide-rows.ts';

/** The one grid of a delimited text with `\n` line ends; `rows[0]` is the first record a spreadsheet program would show. */
export function openText(text: string, knownWords: readonly string[], limits: Limits): Opened {
  const declared = declaredDelimiter(text);
  const body = declared === null ? text : text.slice(declared.end);
  const delimiter = declared?.delimiter ?? judgeDelimiter(body, new Set(knownWords.map(foldWord)));
  if (countFields(body, delimiter, limits.cells) > limits.cells) return { ok: false, issue: tooLarge('cells', limits) };
  const { data, errors } = Papa.parse<Cell[]>(body, { delimiter, newline: '\n', header: false, dynamicTyping: false });
  const broken = errors.find((error) => error.type === 'Quotes');
  if (broken) return { ok: false, issue: unclosedQuote(data, broken.row ?? 0) };
  const notes = wideRows(data).map((row) => issue('row-too-wide', 'warning', { row }));
  for (const row of data) blankToNull(row);
  if (data.some((row) => row.length > limits.columns)) return { ok: false, issue: tooLarge('columns', limits) };
  while (data.length > 0 && data.at(-1)?.length === 0) data.pop();
  return { ok: true, format: 'text', grids: [{ sheet: null, hidden: false, rows: data }], notes };
}

/** A first line `sep=;` names the delimiter; spreadsheet programs obey it and do not show it. */
export function declaredDelimiter(text: string): { readonly delimiter: string; readonly end: number } | null {
  const [line, delimiter] = /^"?sep=([^\n"\w])"?(?:\n|$)/i.exec(text) ?? [];
  return line === undefined || delimiter === undefined ? null : { delimiter, end: line.length };
}

/** Fields at most, delimiters inside quotes included; not counted where the text is too short to matter. */
function countFields(text: string, delimiter: string, enough: number): number {
  if (text.length <= enough) return 0;
  const separator = delimiter.charCodeAt(0);
  let fields = 1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === separator || code === 10) fields++;
  }
  return fields;
}

/** A quote that is opened and not closed swallows what follows, so nothing of the file can be trusted. */
function unclosedQuote(data: readonly (readonly Cell[])[], row: number) {
  const swallowed = data[row]?.findLast((cell) => cell !== '');
  const found = typeof swallowed === 'string' ? (swallowed.split('\n', 1)[0] ?? '').slice(0, 80) : null;
  return issue('text-quote-unclosed', 'error', { row: row + 1, found });
}

function blankToNull(row: Cell[]): void {
  let filled = 0;
  for (let at = 0; at < row.length; at++) {
    const cell = row[at];
    // Spreadsheet programs show the text of `="007"`, a common way to keep zeros and dots.
    const quoted = typeof cell === 'string' && cell.startsWith('="') ? /^="([^"]*)"$/.exec(cell)?.[1] : undefined;
    if (quoted !== undefined) row[at] = quoted;
    if (row[at] === '') row[at] = null;
    else filled = at + 1;
  }
  row.length = filled;
}
