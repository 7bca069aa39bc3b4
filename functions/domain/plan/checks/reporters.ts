import type { OrgUnit } from '../model.ts';
import { firstDay, isPeriod } from '../period.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

/** An indicator is expected of an org unit that is open at some time while this version is in force. */
export const reportersCheck: PlanCheck = ({ indicators, orgUnits, settings }) => {
  const { effectiveFrom, end } = settings.item;
  const sound = settings.sound('effectiveFrom', 'end') && isPeriod(effectiveFrom);
  if (!sound || !orgUnits.every((entry) => entry.sound('code', 'kind', 'opened', 'closed'))) return [];
  const from = firstDay(effectiveFrom);
  const isOpen = ({ opened, closed }: OrgUnit) => (opened ?? '') <= end && (closed === null || closed >= from);
  const open = orgUnits.map(({ item }) => item).filter(isOpen);
  const present = new Set(open.flatMap(({ code, kind }) => [code, kind]));
  return indicators.flatMap((entry) => {
    const named = entry.item.reportedBy;
    const wanted = named.length === 0 ? ['country', 'office'] : named;
    return entry.sound('reportedBy') && !wanted.some((word) => present.has(word))
      ? [flag(entry, 'reportedBy', 'plan-nobody-reports', 'warning')]
      : [];
  });
};
