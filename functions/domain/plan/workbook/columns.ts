import { closest } from 'fastest-levenshtein';
import { type CellRef, issue, type ValidationIssue } from '../../validation/issue.ts';

/** Names a sheet uses: columns, or the keys of the Plan sheet. `title.*` stands for one a language. */
export interface Names {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** What is wrong with names that are missing, unknown or repeated. */
export interface NameIssues {
  readonly missing: string;
  readonly unknown: string;
  readonly repeated: string;
}

export interface Heading {
  readonly text: string;
  readonly at: CellRef;
}

const LONGEST_COMPARED = 60;

const plain = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

function forLanguages(names: readonly string[], languages: readonly string[]): string[] {
  return names.flatMap((name) => (name.endsWith('.*') ? languages.map((l) => name.replace('*', l)) : [name]));
}

/** The optional texts of which some languages have a column and others have none. */
function halfGiven(names: Names, languages: readonly string[], has: (name: string) => boolean): string[] {
  return names.optional
    .filter((name) => name.endsWith('.*'))
    .map((name) => forLanguages([name], languages))
    .flatMap((columns) => (columns.some(has) ? columns.filter((column) => !has(column)) : []));
}

/** Whether a heading names one of the sheet's texts in some language, such as `title.pt`. */
function isText(word: string, { required, optional }: Names): boolean {
  return [...required, ...optional].some(
    (name) =>
      name.endsWith('.*') &&
      word.startsWith(plain(name.slice(0, -1))) &&
      /^[a-z]{2,3}$/.test(word.slice(plain(name.slice(0, -1)).length)),
  );
}

/**
 * Matches headings to the names a sheet knows, whatever their order, capitals and spaces. Gives the place in `headings` of each known
 * name, and notes missing (error), repeated (error) and unknown names (warning, with the nearest known one).
 */
export function matchNames(
  headings: readonly Heading[],
  names: Names,
  languages: readonly string[],
  codes: NameIssues,
  sheet: CellRef,
  issues: ValidationIssue[],
): ReadonlyMap<string, number> {
  const known = forLanguages([...names.required, ...names.optional], languages);
  const canonical = new Map(known.map((name) => [plain(name), name]));
  const places = new Map<string, number>();
  headings.forEach(({ text, at }, index) => {
    if (text === '') return;
    const word = plain(text);
    const name = canonical.get(word);
    if (name === undefined) {
      if (!isText(word, names))
        issues.push(
          issue(codes.unknown, 'warning', {
            ...at,
            found: text,
            expected: closest(text.slice(0, LONGEST_COMPARED), known),
          }),
        );
      else if (languages.length > 0)
        issues.push(
          issue('plan-undeclared-language', 'warning', { ...at, found: text, expected: languages.join('; ') }),
        );
    } else if (places.has(name)) issues.push(issue(codes.repeated, 'error', { ...at, found: text }));
    else places.set(name, index);
  });
  const has = (name: string) => places.has(name);
  for (const name of forLanguages(names.required, languages))
    if (!has(name)) issues.push(issue(codes.missing, 'error', { ...sheet, expected: name }));
  for (const name of halfGiven(names, languages, has))
    issues.push(issue(codes.missing, 'warning', { ...sheet, expected: name }));
  return places;
}
