import { undotted } from '../workbook/code-index.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

/** Two indicators whose codes differ by their dots only can never be meant without them: `C1.10` and `C11.0`. */
export const ambiguousCodesCheck: PlanCheck = ({ indicators }) => {
  const first = new Map<string, string>();
  return indicators.flatMap((entry) => {
    const { code } = entry.item;
    if (!entry.sound('code')) return [];
    const before = first.get(undotted(code)) ?? code;
    first.set(undotted(code), before);
    return before.toLowerCase() === code.toLowerCase()
      ? []
      : [flag(entry, 'code', 'plan-ambiguous-code', 'warning', null, { other: before, bare: undotted(code) })];
  });
};
