import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../../functions/domain/plan/read-plan.ts';
import { cell, minimalPlan, minimalPlanGrids, more, type Rows, type SheetOverride } from '../../../../support/plan.ts';
import { itTells } from './faults.ts';

itTells([
  ['a chain of renumberings', 'Crosswalk', more(['00.9', '0A.9', 2024])],
  [
    'a longer chain, in any order of rows',
    'Crosswalk',
    more(['x.1', 'x.2', 2024], ['x.2', 'x.3', 2025], ['x.3', '1a.2', 2026]),
  ],
  [
    'a chain that leads nowhere',
    'Crosswalk',
    more(['x.1', 'x.2', 2024]),
    'error B3 plan-unknown-indicator: x.2 -> 1a.2',
  ],
  ['two codes that become one', 'Crosswalk', more(['0a.8', '1A.1', 2024]), 'error B3 plan-crosswalk-merge: 1A.1 -> '],
  ['one code that becomes two', 'Crosswalk', more(['0A.9', '1a.2', 2024]), 'error A3 plan-duplicate-code: 0A.9 -> '],
  [
    'a chain written as two steps from the start',
    'Crosswalk',
    more(['00.9', '1a.1', 2024]),
    'error B3 plan-crosswalk-merge: 1a.1 -> ',
  ],
  [
    'renumberings in a ring, once',
    'Crosswalk',
    more(['x.1', 'x.2', 2024], ['x.2', 'x.3', 2024], ['X.3', 'x.1', 2024]),
    'error B3 plan-crosswalk-ring: x.2 -> ',
  ],
]);

describe('against the version in use', () => {
  const told = (overrides: Readonly<Record<string, SheetOverride>>, before = minimalPlan()) =>
    readPlan(minimalPlanGrids(overrides), before).issues.map(
      ({ severity, code, column, row }) => `${severity} ${column}${row} ${code}`,
    );
  const renumbered = minimalPlan({
    crosswalk: [{ oldCode: '1a.2', newCode: '1a.3', effectiveFrom: '2025' }],
    indicators: minimalPlan().indicators.filter(({ code }) => code !== '1a.2'),
  });

  it('the same workbook again has no fault', () => expect(told({})).toEqual([]));

  it('an org unit that is no longer there takes what it reported with it', () => {
    const without = (rows: Rows) => rows.filter(([code]) => code !== 'KEN-DAD');
    expect(told({ OrgUnits: without })).toEqual(['warning nullnull plan-org-units-gone']);
    expect(told({ OrgUnits: cell(8, 'closed', '2025-03-31') })).toEqual([]);
  });

  it('two indicators in use cannot become one', () => {
    const without = {
      Indicators: (rows: Rows) => rows.filter((row) => row[0] !== '1a.2'),
      Targets: null,
      Crosswalk: more(['1a.2', '1a.3', '2025']),
    };
    expect(told(without)).toEqual(['error A3 plan-crosswalk-both-in-use']);
  });

  it('a retired code cannot come back for something else', () => {
    expect(told({}, renumbered)).toEqual(['error A3 plan-code-retired']);
  });

  it('a renumbering can be undone', () => {
    const back = { Indicators: cell(4, 'code', '1b.3'), Rules: null };
    expect(told(back, renumbered)).toEqual([]);
  });
});
