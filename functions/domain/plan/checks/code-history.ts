import { currentCodes } from '../crosswalk.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

const plain = (code: string) => code.toLowerCase();

/**
 * What was reported under the version in use is kept under its codes. So two of its indicators cannot become one, and a code it has
 * retired cannot come back for something else while its successor is there. (Both may change back: that is a renumbering undone.)
 */
export const codeHistoryCheck: PlanCheck = ({ before, crosswalk, indicators }) => {
  if (before === null) return [];
  const had = new Set(before.indicators.map(({ code }) => plain(code)));
  const current = new Set(indicators.map(({ item }) => plain(item.code)));
  const retired = new Map([...currentCodes(before)].map(([oldCode, code]) => [plain(oldCode), code]));
  return [
    ...crosswalk.flatMap((entry) => {
      const { oldCode, newCode } = entry.item;
      const sound = entry.sound('oldCode', 'newCode') && plain(oldCode) !== plain(newCode);
      return sound && had.has(plain(oldCode)) && had.has(plain(newCode))
        ? [flag(entry, 'oldCode', 'plan-crosswalk-both-in-use', 'error', null, { other: newCode })]
        : [];
    }),
    ...indicators.flatMap((entry) => {
      const successor = retired.get(plain(entry.item.code));
      return entry.sound('code') && successor !== undefined && current.has(plain(successor))
        ? [flag(entry, 'code', 'plan-code-retired', 'error', null, { other: successor })]
        : [];
    }),
  ];
};
