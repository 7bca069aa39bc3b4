import type { CrosswalkRow } from '../model.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

const MOST_SHOWN = 10;

const plain = (code: string) => code.toLowerCase();

const soundRows = ({ crosswalk }: Draft): Entry<CrosswalkRow>[] =>
  crosswalk.filter(
    (entry) => entry.sound('oldCode', 'newCode') && plain(entry.item.oldCode) !== plain(entry.item.newCode),
  );

/** The codes passed from a row back to its own, or null when the way ends elsewhere. */
function ring(start: string, next: ReadonlyMap<string, string>): string[] | null {
  const path = [start];
  for (let code = next.get(start); code !== undefined && path.length <= next.size; code = next.get(code)) {
    path.push(code);
    if (code === start) return path;
  }
  return null;
}

/**
 * Each renumbering leads from one code to one other, and on to an indicator: two codes that lead to one would make two series one, and
 * a ring leads nowhere. (One code that leads to two is a repeated old code.)
 */
export const crosswalkPathsCheck: PlanCheck = (draft) => {
  const rows = soundRows(draft);
  const next = new Map(rows.map(({ item }) => [plain(item.oldCode), plain(item.newCode)]));
  const taken = new Map<string, string>();
  const told = new Set<string>();
  return rows.flatMap((entry) => {
    const { oldCode, newCode } = entry.item;
    const other = taken.get(plain(newCode));
    if (other === undefined) taken.set(plain(newCode), oldCode);
    else if (plain(other) !== plain(oldCode))
      return [flag(entry, 'newCode', 'plan-crosswalk-merge', 'error', null, { other })];
    const found = told.has(plain(oldCode)) ? null : ring(plain(oldCode), next);
    for (const code of found ?? []) told.add(code);
    const shown = found && found.length > MOST_SHOWN ? [...found.slice(0, MOST_SHOWN), '…'] : found;
    return shown ? [flag(entry, 'newCode', 'plan-crosswalk-ring', 'error', null, { path: shown.join(' > ') })] : [];
  });
};
