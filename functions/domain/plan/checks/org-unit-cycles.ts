import { flag, type PlanCheck } from '../workbook/draft.ts';

const MOST_SHOWN = 10;

/** The codes of the ring that begins and ends at `start`, or null when the way up leads elsewhere. */
function ring(start: string, parents: ReadonlyMap<string, string | null>, seen: Set<string>): string[] | null {
  const path: string[] = [];
  for (let code: string | null = start; code !== null; code = parents.get(code) ?? null) {
    if (seen.has(code)) return path.includes(code) ? path.slice(path.indexOf(code)) : null;
    path.push(code);
    seen.add(code);
  }
  return null;
}

/** No org unit is its own ancestor. (Results cannot be: their levels only descend.) */
export const orgUnitCyclesCheck: PlanCheck = ({ orgUnits }) => {
  const byCode = new Map(orgUnits.map((entry) => [entry.item.code, entry]));
  const parents = new Map(orgUnits.map(({ item }) => [item.code, item.parent]));
  const seen = new Set<string>();
  return [...parents.keys()].flatMap((code) => {
    const found = ring(code, parents, seen);
    const entry = byCode.get(found?.[0] ?? '');
    if (!found || !entry) return [];
    const shown = found.length > MOST_SHOWN ? [...found.slice(0, MOST_SHOWN), '…'] : found;
    return [flag(entry, 'parent', 'plan-cycle', 'error', null, { path: [...shown, found[0]].join(' > ') })];
  });
};
