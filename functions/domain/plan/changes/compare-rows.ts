import type { PlanChange } from './change.ts';
import type { Row } from './rows.ts';

/** Columns that make a figure mean something else than before. */
const MEANING = new Set(['unit', 'kind', 'direction', 'overOrgUnits', 'overTime', 'reportedAs', 'frequency']);

/** `definition.fr` in `fr`, `unit` in none. */
const languageOf = (field: string) => /\.([a-z]{2,3})$/.exec(field)?.[1] ?? null;

function textChanges(before: Row, after: Row, languages: readonly string[]): PlanChange[] {
  const other = languages.filter((language) => before.title[language] !== after.title[language]);
  return other.length === 0 ? [] : [{ ...subject(after), kind: 'retitled', languages: other }];
}

function placeChanges(before: Row, after: Row): PlanChange[] {
  if (before.parent === after.parent) return [];
  const kind = after.part === 'orgUnit' ? 'moved' : 're-parented';
  return [{ ...subject(after), kind, from: before.parent, to: after.parent }];
}

function fieldChanges(before: Row, after: Row, languages: readonly string[]): PlanChange[] {
  const fields = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  return fields.flatMap((field): PlanChange[] => {
    const language = languageOf(field);
    const from = before.fields[field] ?? null;
    const to = after.fields[field] ?? null;
    if (from === to || (language !== null && !languages.includes(language))) return [];
    const dangerous = after.part === 'indicator' && MEANING.has(field);
    return [{ ...subject(after), kind: 'redefined', field, from, to, dangerous }];
  });
}

function subject({ part, code, title }: Row) {
  return { part, code, name: title, dangerous: false };
}

/**
 * What differs between the rows of two versions, row by row of the same part and code, by part and code. Only texts in `languages` are
 * compared: a language that one version has not is one change of the settings, not one of every title.
 */
export function compareRows(before: readonly Row[], after: readonly Row[], languages: readonly string[]): PlanChange[] {
  const keyOf = ({ part, code }: Row) => `${part}\n${code}`;
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const now = new Map(after.map((row) => [keyOf(row), row]));
  const parts = [...new Set([...after, ...before].map(({ part }) => part))];
  const changes = [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key): PlanChange[] => {
    const was = old.get(key);
    const is = now.get(key);
    if (!was) return is ? [{ ...subject(is), kind: 'added' }] : [];
    // Without the row of a retired code, what was reported under it is not found again.
    if (!is) return [{ ...subject(was), kind: 'removed', dangerous: was.part === 'crosswalk' }];
    return [...textChanges(was, is, languages), ...placeChanges(was, is), ...fieldChanges(was, is, languages)];
  });
  return parts.flatMap((part) => changes.filter((change) => change.part === part));
}
