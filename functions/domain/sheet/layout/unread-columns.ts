import type { Plan } from '../../plan/model.ts';
import { cellText, columnLetters } from '../grid.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { saysPlanned } from '../headers/words.ts';
import { isOtherCurrency } from '../numbers/units.ts';
import { daysNamed } from '../periods/dates.ts';
import type { Statement, Unread, WrittenNumber } from '../statement.ts';
import type { Table } from './table.ts';

interface Column {
  readonly index: number;
  readonly header: string;
}

/** Columns of a table that nothing is read from because nobody knows what they say, those without a header too. */
export function unreadColumns({ grid, columns, start, end }: Table): Column[] {
  const known = new Map(columns.map((column) => [column.index, column]));
  let width = 0;
  for (let row = start; row < end; row += 1) width = Math.max(width, grid.rows[row]?.length ?? 0);
  return Array.from({ length: width }, (_, index) => ({ index, column: known.get(index) }))
    .filter(({ column }) => column === undefined || column.kind === 'unknown' || column.kind === 'ambiguous')
    .map(({ index, column }) => ({ index, header: column?.header ?? '' }));
}

/** Columns of which nothing is wanted, such as that of units, but in which a currency may stand. */
function columnsBeside(table: Table): number[] {
  const ignored = table.columns.filter(({ kind }) => kind === 'ignored').map(({ index }) => index);
  return [...ignored, ...unreadColumns(table).map(({ index }) => index)];
}

/** Statements of a table, those amounts taken back beside which another currency stands than the plan's. */
function withoutOtherCurrencies(statements: readonly Statement[], table: Table, plan: Plan): readonly Statement[] {
  const indices = columnsBeside(table);
  const indicators = new Map(plan.indicators.map((indicator) => [indicator.code, indicator]));
  if (indices.length === 0) return statements;
  return statements.map((statement) => {
    const { indicator, value } = statement;
    const definition = indicator.code === null ? undefined : indicators.get(indicator.code);
    if (definition?.kind !== 'amount' || value === null || value.number === null) return statement;
    const cells = table.grid.rows[(value.at.row ?? 0) - 1] ?? [];
    const other = indices.map((index) => cellText(cells[index])).find((text) => isOtherCurrency(text, definition));
    if (other === undefined) return statement;
    const found = `${value.found} ${other}`;
    return { ...statement, value: { ...value, found, number: null, problem: 'not-a-number' } };
  });
}

function placeOf({ value, numerator, denominator }: Statement): WrittenNumber['at'] | null {
  return (value ?? numerator ?? denominator)?.at ?? null;
}

/** What a statement is of; null where that is not known, which is told anyway. */
function keyOf(statement: Statement | undefined): string | null {
  if (!statement) return null;
  const { orgUnit, indicator, period, categories, value, numerator, denominator } = statement;
  if (orgUnit.code === null || indicator.code === null || period.code === null) return null;
  const parts = [value, numerator, denominator].map((part) => (part?.number == null ? 0 : 1));
  const by = categories.map(({ dimension, code, found }) => `${dimension}=${code ?? `?${found}`}`).sort();
  return JSON.stringify([orgUnit.code, indicator.code, period.code, by, parts]);
}

/** The statement with its figures taken back, saying which text beside them was not read. */
function takenBack(
  statement: Statement,
  problem: 'unread-category' | 'unread-plan' | 'rows-alike',
  unread: Unread,
): Statement {
  const back = (written: WrittenNumber | null): WrittenNumber | null =>
    written === null || written.number === null ? written : { ...written, number: null, problem, unread };
  const { value, numerator, denominator } = statement;
  return { ...statement, value: back(value), numerator: back(numerator), denominator: back(denominator) };
}

/** Of rows that say the same: for each, the text beside its figure that sets it apart, or that of another row where it has none; null where nothing does. */
function settingApart(texts: readonly (readonly Unread[])[]): (Unread | null)[] {
  const columns = new Map<string | null, Unread[]>();
  for (const unread of texts.flat()) {
    const said = columns.get(unread.at.column);
    if (said) said.push(unread);
    else columns.set(unread.at.column, [unread]);
  }
  const apart = [...columns]
    .filter(([, said]) => said.length < texts.length || new Set(said.map(({ found }) => found)).size > 1)
    .map(([column]) => column);
  const [first] = apart.flatMap((column) => columns.get(column) ?? []);
  return texts.map((own) => own.find(({ at }) => apart.includes(at.column)) ?? first ?? null);
}

/**
 * Statements of a table, those figures taken back that a text beside them may turn into something else: a category in a column that is not
 * read, a word for targets there, another currency there or in a column of units, and rows that say the same but for such a column, or for the
 * day in the period. A figure of `Female` is no total, one beside `Target` no result, one beside `EUR` no dollars, and two districts with ten
 * people each are not one row given twice.
 */
export function withoutMisread(
  all: readonly Statement[],
  table: Table,
  vocabulary: Vocabulary,
  plan: Plan,
): readonly Statement[] {
  const statements = withoutOtherCurrencies(all, table, plan);
  const columns = unreadColumns(table);
  const { rows } = table.grid;
  const beside = (statement: Statement): Unread[] => {
    const at = placeOf(statement);
    const cells = rows[(at?.row ?? 0) - 1] ?? [];
    return columns.flatMap(({ index, header }) => {
      const found = cellText(cells[index]);
      return found === '' || at === null ? [] : [{ header, found, at: { ...at, column: columnLetters(index) } }];
    });
  };
  const categoryIn = ({ found }: Unread, { categories }: Statement): boolean => {
    const named = vocabulary.header(found)?.parts.flatMap((part) => part.categories) ?? [];
    return named.some(({ dimension }) => !categories.some((category) => category.dimension === dimension));
  };
  const isDay = (text: string): boolean => daysNamed(text, plan).length > 0;

  const texts = statements.map((statement) => {
    const { found, at } = statement.period;
    return [...beside(statement), ...(isDay(found) ? [{ header: '', found, at }] : [])];
  });
  if (texts.every((one) => one.length === 0)) return statements;
  const categories = statements.map((statement, index) => texts[index]?.find((one) => categoryIn(one, statement)));
  const planned = texts.map((own) => own.find(({ found }) => saysPlanned(found)));
  const groups = Map.groupBy(statements.keys(), (index) =>
    categories[index] || planned[index] ? null : keyOf(statements[index]),
  );
  const alike = new Map<number, Unread>();
  for (const [key, group] of groups) {
    if (key === null || group.length < 2) continue;
    const apart = settingApart(group.map((index) => texts[index] ?? []));
    for (const [place, index] of group.entries()) {
      const unread = apart[place];
      if (unread) alike.set(index, unread);
    }
  }
  return statements.map((statement, index) => {
    const category = categories[index];
    if (category) return takenBack(statement, 'unread-category', category);
    const plan = planned[index];
    if (plan) return takenBack(statement, 'unread-plan', plan);
    const unread = alike.get(index);
    return unread ? takenBack(statement, 'rows-alike', unread) : statement;
  });
}
