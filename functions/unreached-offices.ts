import type { Mailboxes } from './aws/mailboxes.ts';
import type { Unreached } from './domain/mailbox/mailbox.ts';
import type { Plan } from './domain/plan/model.ts';

/** Of org units, since when and why no mail reaches the address that a plan has for each; another address begins afresh. */
export async function unreachedOffices(
  plan: Plan,
  mailboxes: Pick<Mailboxes, 'unreached'>,
): Promise<(unit: string) => Unreached | null> {
  const ofAddress = await mailboxes.unreached();
  const addresses = new Map(plan.orgUnits.map(({ code, email }) => [code, email]));
  return (unit) => {
    const address = addresses.get(unit);
    return address ? ofAddress(address) : null;
  };
}
