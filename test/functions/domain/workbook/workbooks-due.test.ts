import { describe, expect, it } from 'vitest';
import { buildWorkbook } from '../../../../functions/domain/workbook/build-workbook.ts';
import { periodsOffered, unitsToOffer } from '../../../../functions/domain/workbook/workbooks-due.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { askingPlan, catalogue } from '../../../support/workbook.ts';

const has = (orgUnit: string, period: string): boolean =>
  buildWorkbook({
    ...{ plan: askingPlan(), planVersion: 1, orgUnit, period, language: 'en', last: null },
    catalogue: catalogue('en'),
  }) !== null;

describe('The periods whose workbooks are offered', () => {
  const long = [{ period: '2025-Q4', opens: '2026-01-01', due: '2026-01-20', closes: '2027-12-31' }];
  it.each([
    ['the day before a period opens', '2025-03-31', {}, []],
    ['the day it opens', '2025-04-01', {}, ['2025-Q1']],
    ['while it is open', '2025-04-21', {}, ['2025-Q1']],
    ['its last day', '2025-05-31', {}, ['2025-Q1']],
    ['the day after it closed', '2025-06-01', {}, []],
    ['when several are open', '2026-01-01', {}, ['2025-Q4', '2025']],
    ['when one of them is left', '2026-03-01', {}, ['2025']],
    ['sixty days after the due date', '2026-03-21', { periods: long }, ['2025-Q4']],
    ['longer after, though corrections are taken', '2026-03-22', { periods: long }, []],
    ['when the plan has no periods', '2026-01-01', { periods: [] }, []],
  ])('%s', (_, today, changes, periods) => {
    expect(periodsOffered(minimalPlan(changes), today)).toEqual(periods);
  });
});

describe('The org units whose workbooks are offered', () => {
  it.each([
    ['those open in the period that report', '2025-Q1', ['KEN', 'COL', 'KEN-DAD']],
    ['those opened since', '2025-Q2', ['KEN', 'NER', 'COL', 'KEN-DAD']],
    ['without those closed since', '2025-Q4', ['KEN', 'NER', 'COL']],
    ['none where the plan takes no files', '2024-Q1', []],
  ])('%s', (_, period, codes) => {
    expect(unitsToOffer(minimalPlan(), period)).toEqual(codes);
  });

  it.each(askingPlan().periods.map(({ period }) => period))('are those that have a workbook for %s', (period) => {
    const plan = askingPlan();
    const made = plan.orgUnits.map(({ code }) => code).filter((orgUnit) => has(orgUnit, period));
    expect(unitsToOffer(plan, period)).toEqual(made);
  });

  it('are those an indicator names, of any kind', () => {
    const [, , , fourth] = minimalPlan().indicators;
    const indicators = fourth ? [{ ...fourth, reportedBy: ['AFR', 'COL'] }] : [];
    expect(unitsToOffer(minimalPlan({ indicators }), '2025')).toEqual(['AFR', 'COL']);
  });
});
