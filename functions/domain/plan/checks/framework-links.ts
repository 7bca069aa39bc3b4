import type { Result } from '../model.ts';
import { flag, type PlanCheck } from '../workbook/draft.ts';

/** A goal, or one of its targets: `10`, `10.7`, `16.b`. */
const SDG = /^(?:SDG|ODD|ODS)?\s*0?(\d{1,2})(?:\.(?:\d{1,2}|[a-z]))?$/i;
const GCM = /^(?:GCM)?\s*0?(\d{1,2})$/i;

interface Framework {
  readonly column: 'sdg' | 'gcm';
  readonly code: string;
  readonly notation: RegExp;
  readonly last: number;
}

/** The 17 goals of the 2030 Agenda (A/RES/70/1), and the 23 objectives of the Global Compact for Migration (A/RES/73/195). */
const FRAMEWORKS: readonly Framework[] = [
  { column: 'sdg', code: 'plan-unknown-sdg', notation: SDG, last: 17 },
  { column: 'gcm', code: 'plan-unknown-gcm', notation: GCM, last: 23 },
];

function strangers(result: Result, { column, notation, last }: Framework): string[] {
  return result[column].filter((written) => {
    const number = Number(notation.exec(written)?.[1] ?? 0);
    return number < 1 || number > last;
  });
}

/** Links lead to goals and objectives that exist. */
export const frameworkLinksCheck: PlanCheck = ({ results }) =>
  results.flatMap((entry) =>
    FRAMEWORKS.flatMap((framework) =>
      entry.sound(framework.column)
        ? strangers(entry.item, framework).map((part) =>
            flag(entry, framework.column, framework.code, 'warning', `1 … ${framework.last}`, { part }),
          )
        : [],
    ),
  );
