import type { Plan } from '../../plan/model.ts';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Grid } from '../grid.ts';
import type { Vocabulary } from '../headers/vocabulary.ts';
import { innerUnit } from './row-keys.ts';
import { titlesOf } from './titles.ts';

/** As many words as the name of a country may have. */
const LONGEST_NAME = 6;
/** Shorter words may be a country's code by chance: `mar`, `per`. */
const SHORTEST_NAME = 4;
/** Longer titles are instructions or definitions. */
const LONGEST_TITLE = 120;
/** More texts above a header are another table. */
const MOST_TITLES = 100;

/** The org units that a sentence names, each by as many words as make a name: `Guinea-Bissau` is no Guinea. */
function unitsIn(sentence: string, vocabulary: Vocabulary): { code: string; name: string }[] {
  const words = sentence.split(/[^\p{L}\p{M}\p{N}'’.]+/u).filter((word) => word !== '');
  const found: { code: string; name: string }[] = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const name = words.slice(start, start + length).join(' ');
      const code = vocabulary.orgUnit(name);
      if (code === null) continue;
      found.push({ code, name });
      words.splice(start, length, '|');
    }
  }
  return found;
}

/**
 * Where the titles above a table, or its sheet's name, speak of another country and not of the office whose folder the file came through
 * (`Kenya: results of 2025`): a file may have been dropped in the wrong folder.
 */
export function titleOfOther(
  grid: Grid,
  { from, to }: { readonly from: number; readonly to: number },
  { plan, vocabulary, orgUnit }: { readonly plan: Plan; readonly vocabulary: Vocabulary; readonly orgUnit: string },
): ValidationIssue[] {
  const inner = innerUnit(plan);
  const countries = new Set(plan.orgUnits.filter(({ kind }) => kind === 'country').map(({ code }) => code));
  const own = vocabulary.orgUnit(orgUnit);
  const named = titlesOf(grid, from, to)
    .filter(({ text }) => text.length <= LONGEST_TITLE)
    .slice(0, MOST_TITLES)
    .flatMap((title) => unitsIn(title.text, vocabulary).map((unit) => ({ ...unit, title })));
  if (own === null || named.some(({ code }) => inner(code, own) !== null)) return [];
  const other = named.find(({ code, name }) => countries.has(code) && name.length >= SHORTEST_NAME);
  if (other === undefined) return [];
  const { text, row, column } = other.title;
  const place = { sheet: grid.sheet, row, column, found: text };
  return [issue('title-of-other', 'warning', { ...place, expected: own, params: { unit: other.code } })];
}
