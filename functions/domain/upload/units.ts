import type { OrgUnit, Plan } from '../plan/model.ts';

export type Reachable = OrgUnit & { readonly email: string };

/** The org units that somebody means by a code or by the address that the plan has of them: those only that have an address. */
export function unitsMeant(plan: Plan, typed: string): Reachable[] {
  const wanted = typed.trim().toLowerCase();
  return plan.orgUnits.flatMap((unit) => {
    const { code, email } = unit;
    if (email === null || (code.toLowerCase() !== wanted && email.toLowerCase() !== wanted)) return [];
    return [{ ...unit, email }];
  });
}
