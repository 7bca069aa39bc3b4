import type { Lookup } from './lookup.ts';
import type { OrgUnit } from './model.ts';

/** The nearest mail address at or above an org unit, with whose it is. */
export function addressee(lookup: Lookup, code: string | null): OrgUnit | undefined {
  const unit = (code === null ? null : lookup.orgUnit(code)) ?? lookup.root;
  return [unit, ...lookup.ancestorsOf(unit.code)].find((candidate) => candidate.email);
}
