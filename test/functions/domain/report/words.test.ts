import { describe, expect, it } from 'vitest';
import { figureText, periodName, shortPeriodName, unitText } from '../../../../functions/domain/report/words.ts';
import { reportCatalogue } from '../../../support/report-data.ts';

const COUNT = { kind: 'count', overOrgUnits: 'sum', decimals: 0, unit: 'people' } as const;

describe('figureText', () => {
  it.each([
    ['a dash for what was not reported', null, COUNT, '–'],
    ['zero for what was measured as zero', 0, COUNT, '0'],
    ['no sign before what rounds to zero', -0.004, { ...COUNT, kind: 'percentage' } as const, '0%'],
    ['group separators', 1234567, COUNT, '1,234,567'],
    ['the plan’s decimals', 2.345, { ...COUNT, kind: 'score', decimals: 1 } as const, '2.3'],
    ['a percentage of a fraction of 1', 0.4567, { ...COUNT, kind: 'percentage', decimals: 1 } as const, '45.7%'],
    ['yes for one unit', 1, { ...COUNT, kind: 'yes-no', overOrgUnits: 'mean' } as const, 'Yes'],
    ['no for one unit', 0, { ...COUNT, kind: 'yes-no', overOrgUnits: 'mean' } as const, 'No'],
    ['the share of units that said yes', 0.75, { ...COUNT, kind: 'yes-no', overOrgUnits: 'mean' } as const, '75%'],
    ['the number of units that said yes', 1, { ...COUNT, kind: 'yes-no' } as const, '1'],
  ])('writes %s', (_, value, notation, expected) => {
    expect(figureText(value, notation, reportCatalogue('en'))).toBe(expected);
  });
});

describe('unitText', () => {
  it.each([
    ['fr', 'people', 'personnes'],
    ['ar', 'Households', 'أسر'],
    ['es', 'USD', 'USD'],
    ['en', 'constructor', 'constructor'],
    ['en', '__proto__', '__proto__'],
  ])('in %s, %s is %s', (language, unit, expected) => {
    expect(unitText({ ...COUNT, unit }, reportCatalogue(language))).toBe(expected);
  });
});

describe('the names of periods', () => {
  it.each([
    ['en', '2025', '2025', '2025'],
    ['en', '2025-S1', 'January–June 2025', 'H1 2025'],
    ['fr', '2025-Q4', 'octobre-décembre 2025', 'T4 2025'],
    ['es', '2025-03', 'marzo de 2025', 'mar 2025'],
    ['ar', '2025-01', 'يناير 2025', 'يناير 2025'],
  ])('in %s, %s is %s or %s', (language, period, long, short) => {
    expect(periodName(period, reportCatalogue(language))).toBe(long);
    expect(shortPeriodName(period, reportCatalogue(language))).toBe(short);
  });
});
