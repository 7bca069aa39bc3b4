import { codesUnder } from '../../../functions/domain/plan/crosswalk.ts';
import type { CrosswalkRow, Indicator, OrgUnit, Plan } from '../../../functions/domain/plan/model.ts';
import { mostAlike } from '../../../functions/domain/sheet/headers/nearest.ts';
import { WrongArguments } from '../arguments.ts';

interface Named {
  readonly code: string;
  readonly title: Readonly<Record<string, string>>;
}

function titleOf({ title }: Named, { defaultLanguage }: Plan): string {
  return title.en ?? title[defaultLanguage] ?? '';
}

function find<T extends Named>(items: readonly T[], written: string): T | undefined {
  const wanted = written.trim().toLowerCase();
  return items.find(({ code }) => code === written) ?? items.find(({ code }) => code.toLowerCase() === wanted);
}

/** The nearest by code, else by title. */
function proposal(items: readonly Named[], written: string, plan: Plan): string {
  const wanted = written.trim().toLowerCase();
  const names = new Map(items.flatMap((item) => Object.values(item.title).map((title) => [title.toLowerCase(), item])));
  const codes = new Map(items.map((item) => [item.code.toLowerCase(), item]));
  const byCode = mostAlike(wanted, codes.keys());
  const byTitle = mostAlike(wanted, names.keys());
  const found = byCode !== null ? codes.get(byCode) : byTitle !== null ? names.get(byTitle) : undefined;
  return found ? ` Did you mean ${found.code} (${titleOf(found, plan)})?` : '';
}

/** The indicator of a code of any version of the plan; throws `WrongArguments` with the nearest where there is none. */
export function indicatorNamed(written: string, plan: Plan, crosswalk: readonly CrosswalkRow[]): Indicator {
  const found = find(plan.indicators, written) ?? find(plan.indicators, codesUnder(plan, crosswalk)(written.trim()));
  if (found) return found;
  throw new WrongArguments(
    `--indicator ${written}: the plan has no such code.${proposal(plan.indicators, written, plan)}`,
  );
}

/** The org unit of a code, the global one where none is given; throws `WrongArguments` with the nearest where there is none. */
export function scopeNamed(written: string | null, plan: Plan): OrgUnit {
  const found = written === null ? plan.orgUnits.find(({ kind }) => kind === 'global') : find(plan.orgUnits, written);
  if (found) return found;
  throw new WrongArguments(
    `--scope ${written}: the plan has no such org unit.${proposal(plan.orgUnits, written ?? '', plan)}`,
  );
}
