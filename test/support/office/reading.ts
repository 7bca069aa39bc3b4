import { knownWords } from '../../../functions/domain/plan/known-words.ts';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import { openFile } from '../../../functions/domain/sheet/open.ts';
import { readSheets } from '../../../functions/domain/sheet/read-sheets.ts';
import type { SheetReading } from '../../../functions/domain/sheet/statement.ts';
import { type Fact, keyOf, type Part } from './facts.ts';

const PARTS: readonly Part[] = ['value', 'numerator', 'denominator'];

/** What was read of a file: the figures by what they are of, and what could not be read. */
export interface ReadBack {
  readonly figures: ReadonlyMap<string, number>;
  /** `what it is of: text (problem)` of each figure that was not read. */
  readonly unread: readonly string[];
  /** Codes of the errors of the file as a whole. */
  readonly errors: readonly string[];
  readonly reading: SheetReading | null;
}

/** Reads a file as the pipeline does, up to the figures it states. */
export function readBack(bytes: Uint8Array, plan: Plan, orgUnit = 'KEN'): ReadBack {
  const opened = openFile(bytes, { knownWords: knownWords(plan) });
  if (!opened.ok) return { figures: new Map(), unread: [], errors: [opened.issue.code], reading: null };
  const reading = readSheets(opened.grids, plan, { orgUnit });
  const figures = new Map<string, number>();
  const unread: string[] = [];
  for (const statement of reading.statements) {
    const { orgUnit: who, indicator, period, categories } = statement;
    for (const part of PARTS) {
      const written = statement[part];
      if (written === null) continue;
      const key = keyOf({
        orgUnit: who.code ?? `?${who.found}`,
        indicator: indicator.code ?? `?${indicator.found}`,
        period: period.code ?? `?${period.found}`,
        categories: Object.fromEntries(
          categories.map(({ dimension, code, found }) => [dimension, code ?? `?${found}`]),
        ),
        part,
      });
      if (written.number === null) unread.push(`${key}: ${written.found} (${written.problem})`);
      else if (figures.has(key)) unread.push(`${key}: stated twice`);
      else figures.set(key, written.number);
    }
  }
  const errors = reading.issues.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return { figures, unread, errors, reading };
}

/** Facts as `readBack` gives them. */
export function expected(facts: readonly Fact[]): Map<string, number> {
  return new Map(facts.map((fact) => [keyOf(fact), fact.number]));
}
