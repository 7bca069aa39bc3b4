import { distance } from 'fastest-levenshtein';
import type { Plan } from '../domain/plan/model.ts';
import { issue, type ValidationIssue } from '../domain/validation/issue.ts';

export interface Place {
  /** First folder under `uploads/`; null when the file lies beside the folders. */
  readonly orgUnit: string | null;
  readonly path: string;
}

export function placeOf(key: string): Place {
  const [, first = '', ...rest] = key.split('/');
  return rest.length === 0 ? { orgUnit: null, path: first } : { orgUnit: first, path: rest.join('/') };
}

/** Longer texts are nobody's code, and comparing them takes long. */
const LONGEST_COMPARED = 100;

function nearestCode(plan: Plan, text: string): string {
  const codes = plan.orgUnits.map((unit) => unit.code);
  const found = text.slice(0, LONGEST_COMPARED);
  return codes.toSorted((a, b) => distance(a, found) - distance(b, found))[0] ?? '';
}

/** What is wrong with the place a file was dropped in; null when it is an office's folder. */
export function misplaced({ orgUnit }: Place, key: string, plan: Plan): ValidationIssue | null {
  if (orgUnit === null) return issue('no-org-unit-folder', 'error', { found: key });
  const isKnown = plan.orgUnits.some((unit) => unit.code === orgUnit);
  // Between here and the bucket such a key may be taken for another.
  if (isKnown && key.split('/').some((part) => part === '.' || part === '..')) return issue('key-unusable', 'error');
  if (isKnown) return null;
  return issue('unknown-org-unit-folder', 'error', { found: orgUnit, expected: nearestCode(plan, orgUnit) });
}
