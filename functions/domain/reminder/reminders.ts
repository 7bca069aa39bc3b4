import type { UnitFacts } from '../completeness/facts.ts';
import type { SubmissionSummary } from '../completeness/submission.ts';
import type { Unreached } from '../mailbox/mailbox.ts';
import { createLookup } from '../plan/lookup.ts';
import type { OrgUnit, PeriodWindow, Plan } from '../plan/model.ts';
import { frequencyOf } from '../plan/period.ts';
import { daysBetween, type Occasion, occasionOn } from './occasion.ts';

/** What one org unit still owes of one period. */
export interface Reminder {
  readonly unit: OrgUnit;
  readonly window: PeriodWindow;
  readonly occasion: Occasion;
  /** Days until the due date; negative after it. */
  readonly daysLeft: number;
  /** Number of indicators due in the period, and codes of those not reported, in plan order. */
  readonly expected: number;
  readonly missing: readonly string[];
  /** The file that was returned and not corrected. */
  readonly returned: SubmissionSummary | null;
  /** Since when no mail reaches the unit, and why; null while mail does. */
  readonly mailLost: Unreached | null;
}

/** What headquarters hears of one period. */
export interface HeadquartersList {
  readonly window: PeriodWindow;
  readonly occasion: Occasion;
  readonly daysLeft: number;
  /** After the due date all units that owe something, before it those that no mail can reach. */
  readonly owing: readonly Reminder[];
}

export interface RemindersInput {
  readonly plan: Plan;
  /** ISO date in the plan's time zone. */
  readonly today: string;
  readonly facts: (unit: string, period: string) => UnitFacts;
  /** Of each unit, whether mail reaches it; where not given, it does. */
  readonly unreached?: (unit: string) => Unreached | null;
}

/** The periods that have an occasion on an ISO date, in plan order. */
export function periodsToRemind(plan: Plan, today: string): { window: PeriodWindow; occasion: Occasion }[] {
  return plan.periods.flatMap((window) => {
    const occasion = occasionOn(today, plan, window);
    return occasion ? [{ window, occasion }] : [];
  });
}

/**
 * Who is to be reminded of what on a day, by period and then in plan order: units still open that have not reported every indicator
 * due in the period's own window. A unit without a mail address is among them. Whether it was reminded before is not asked here.
 */
export function remindersDue({ plan, today, facts, unreached = () => null }: RemindersInput): Reminder[] {
  const lookup = createLookup(plan);
  const open = plan.orgUnits.filter(({ closed }) => closed === null || closed >= today);
  return periodsToRemind(plan, today).flatMap(({ window, occasion }) => {
    const frequency = frequencyOf(window.period);
    const isDue = (code: string) => lookup.indicator(code)?.frequency === frequency;
    return open.flatMap((unit): Reminder[] => {
      const { expected, reported, returned } = facts(unit.code, window.period);
      const due = expected.filter(isDue);
      const missing = due.filter((code) => !reported.includes(code));
      if (missing.length === 0) return [];
      const daysLeft = daysBetween(today, window.due);
      const mailLost = unreached(unit.code);
      return [{ unit, window, occasion, daysLeft, expected: due.length, missing, returned, mailLost }];
    });
  });
}

/** The lists for headquarters that a day's reminders make, one a period; none where there is nothing to list. */
export function headquartersLists(reminders: readonly Reminder[]): HeadquartersList[] {
  return [...Map.groupBy(reminders, ({ window }) => window.period).values()].flatMap((ofPeriod) => {
    const [first] = ofPeriod;
    if (!first) return [];
    const { window, occasion, daysLeft } = first;
    const owing = daysLeft < 0 ? ofPeriod : ofPeriod.filter(({ unit, mailLost }) => unit.email === null || mailLost);
    return owing.length > 0 ? [{ window, occasion, daysLeft, owing }] : [];
  });
}
