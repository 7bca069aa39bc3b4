import { flag, type PlanCheck } from '../workbook/draft.ts';

/** No org unit closes before it opens. */
export const orgUnitDatesCheck: PlanCheck = ({ orgUnits }) =>
  orgUnits.flatMap((entry) => {
    const { opened, closed } = entry.item;
    return opened !== null && closed !== null && opened > closed
      ? [flag(entry, 'closed', 'plan-closed-before-opened', 'error', opened)]
      : [];
  });
