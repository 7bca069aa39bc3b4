import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrgUnit, Plan } from '../../../../functions/domain/plan/model.ts';
import { headquartersLists, remindersDue } from '../../../../functions/domain/reminder/reminders.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { factsFrom, type Report } from '../completeness/support.ts';

const due = (today: string, reports: readonly Report[] = [], plan: Plan = minimalPlan()) => {
  const facts = (unit: string, period: string) => factsFrom(plan, period, reports)(unit);
  return remindersDue({ plan, today, facts });
};

const planWhere = (code: string, change: Partial<OrgUnit>): Plan => {
  const plan = minimalPlan();
  return { ...plan, orgUnits: plan.orgUnits.map((unit) => (unit.code === code ? { ...unit, ...change } : unit)) };
};

const told = (reminders: ReturnType<typeof due>) =>
  reminders.map(({ unit, window, missing }) => [unit.code, window.period, missing.join(' ')]);

const EVERYTHING: readonly Report[] = ['KEN', 'NER', 'COL', 'KEN-DAD'].flatMap((unit) =>
  ['1a.1', '1a.2', '1a.3'].map((indicator): Report => [unit, indicator]),
);

describe('The reminders due', () => {
  it('are those of every unit that owes something, and name it', () => {
    expect(told(due('2025-07-13', [['KEN', '1a.1']]))).toEqual([
      ['KEN', '2025-Q2', '1a.2 1a.3'],
      ['NER', '2025-Q2', '1a.1 1a.2 1a.3'],
      ['COL', '2025-Q2', '1a.1 1a.2 1a.3'],
    ]);
  });

  it('ask in a year’s window for yearly indicators, in a quarter’s for quarterly ones', () => {
    const periods = told(due('2026-01-25'));
    expect(periods.filter(([, period]) => period === '2025')).toEqual([
      ['KEN', '2025', '1a.4'],
      ['COL', '2025', '1a.4'],
    ]);
    expect(periods.filter(([, period]) => period === '2025-Q4').map(([unit]) => unit)).toEqual(['KEN', 'NER', 'COL']);
  });

  it.each([
    ['nobody before the first occasion', '2025-07-12', [], []],
    ['nobody who has reported all', '2025-07-13', EVERYTHING, []],
    ['nobody once the period is closed', '2025-09-01', [], []],
    ['an office still open, though it closes later', '2025-04-21', [['KEN', '1a.1']], ['KEN', 'COL', 'KEN-DAD']],
  ] as const)('go to %s', (_, today, reports, units) => {
    const found = due(today, reports);
    expect(found.map(({ unit }) => unit.code)).toEqual(units);
  });

  it('do not go to an office closed since, though it was open in the period', () => {
    expect(due('2025-07-13').map(({ unit }) => unit.code)).not.toContain('KEN-DAD');
    expect(
      due('2025-07-13', [], planWhere('KEN-DAD', { closed: '2025-07-13' })).map(({ unit }) => unit.code),
    ).toContain('KEN-DAD');
  });

  it('are at most one a unit and period on any day, and never for nothing', () => {
    const reports = fc.subarray([...EVERYTHING]);
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 });
    const today = fc.integer({ min: 0, max: 430 }).map((i) => new Date(Date.UTC(2025, 2, 1 + i)).toISOString());
    fc.assert(
      fc.property(reports, days, days, today, (given, remindBefore, remindAfter, instant) => {
        const found = due(instant.slice(0, 10), given, minimalPlan({ remindBefore, remindAfter }));
        const keys = found.map(({ unit, window }) => `${unit.code} ${window.period}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { missing, expected, daysLeft, window } of found) {
          expect(missing.length).toBeGreaterThan(0);
          expect(missing.length).toBeLessThanOrEqual(expected);
          expect(daysLeft < 0).toBe(instant.slice(0, 10) > window.due);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('The list for headquarters', () => {
  const listed = (today: string, plan = minimalPlan()) =>
    headquartersLists(due(today, [['KEN', '1a.1']], plan)).map(({ window, owing }) => [
      window.period,
      owing.map(({ unit }) => unit.code),
    ]);

  it.each([
    ['before the due date has nobody who was written to', '2025-07-13', undefined, []],
    ['before the due date has who has no address', '2025-07-13', 'NER', [['2025-Q2', ['NER']]]],
    ['on the due date still has no other', '2025-07-20', 'NER', [['2025-Q2', ['NER']]]],
    ['after it has everybody who owes something', '2025-07-21', 'NER', [['2025-Q2', ['KEN', 'NER', 'COL']]]],
  ] as const)('%s', (_, today, withoutMail, expected) => {
    expect(listed(today, withoutMail ? planWhere(withoutMail, { email: null }) : undefined)).toEqual(expected);
  });
});
