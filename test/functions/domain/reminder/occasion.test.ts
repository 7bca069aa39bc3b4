import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { daysBetween, occasionOn, occasionsOf } from '../../../../functions/domain/reminder/occasion.ts';
import { minimalPlan } from '../../../support/plan.ts';

const WINDOW = { period: '2025-Q4', opens: '2026-01-01', due: '2026-01-20', closes: '2026-02-28' };

const dayOf = (today: string, rest: Partial<Plan>) => occasionOn(today, minimalPlan(rest), WINDOW)?.day ?? null;

describe('The occasion of a period', () => {
  const often = { remindBefore: [3, 14], remindAfter: [7, 1] };
  it.each([
    ['2026-01-12', {}, null],
    ['2026-01-13', {}, '2026-01-13'],
    ['2026-01-20', {}, '2026-01-13'],
    ['2026-01-21', {}, '2026-01-21'],
    ['2026-02-21', {}, '2026-01-21'],
    ['2026-02-22', {}, null],
    ['2026-02-28', { remindAfter: [30] }, '2026-02-19'],
    ['2026-03-01', { remindAfter: [30] }, null],
    ['2026-03-01', {}, null],
    ['2026-01-05', often, null],
    ['2026-01-06', often, '2026-01-06'],
    ['2026-01-16', often, '2026-01-06'],
    ['2026-01-17', often, '2026-01-17'],
    ['2026-01-26', often, '2026-01-21'],
    ['2026-01-27', often, '2026-01-27'],
    ['2025-12-31', { remindBefore: [60] }, null],
    ['2026-01-01', { remindBefore: [60] }, '2026-01-01'],
    ['2026-01-13', { remindBefore: [60, 30] }, '2026-01-01'],
    ['2026-02-13', { remindAfter: [60] }, '2026-01-13'],
  ])('on %s with %j is that of %s', (today, rest, day) => {
    expect(dayOf(today, rest)).toBe(day);
  });

  it('is another one when the due date is moved', () => {
    const plan = minimalPlan();
    const moved = { ...WINDOW, due: '2026-01-22' };
    expect(occasionOn('2026-01-25', plan, WINDOW)?.id).not.toBe(occasionOn('2026-01-25', plan, moved)?.id);
  });

  it('stays the same from its day to the next one’s, and never comes back', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(days, days, (remindBefore, remindAfter) => {
        const plan = minimalPlan({ remindBefore, remindAfter });
        const calendar = Array.from({ length: 70 }, (_, i) =>
          new Date(Date.UTC(2025, 11, 28 + i)).toISOString().slice(0, 10),
        );
        const ids = calendar.map((today) => occasionOn(today, plan, WINDOW)?.id ?? null);
        const runs = ids.filter((id, index) => id !== null && id !== ids[index - 1]);
        expect(new Set(runs).size).toBe(runs.length);
        const known = new Set(occasionsOf(plan, WINDOW).map(({ id }) => id));
        expect(runs.every((id) => id !== null && known.has(id))).toBe(true);
      }),
    );
  });
});

it.each([
  ['2026-01-13', '2026-01-20', 7],
  ['2026-01-20', '2026-01-20', 0],
  ['2026-01-21', '2026-01-20', -1],
  ['2026-03-28', '2026-03-30', 2],
  ['2024-02-28', '2024-03-01', 2],
])('from %s to %s there are %d days', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});
