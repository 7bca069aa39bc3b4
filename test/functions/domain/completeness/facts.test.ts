import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { aSubmission, factsFrom, RETURNED, type Report, UNREAD } from './support.ts';

const plan = minimalPlan();
const UNITS = ['KEN', 'NER', 'COL', 'KEN-DAD'];
const QUARTERLY = ['1a.1', '1a.2', '1a.3'];
const ALL_OF_KENYA: readonly Report[] = QUARTERLY.map((indicator) => ['KEN', indicator]);

describe('What is expected of an org unit', () => {
  it.each([
    ['KEN', '2025-Q2', ['1a.1', '1a.2', '1a.3']],
    ['KEN-DAD', '2025-Q2', ['1a.1', '1a.2']],
    ['KEN-DAD', '2025-Q3', []],
    ['NER', '2025-Q1', []],
    ['KEN', '2025', ['1a.1', '1a.2', '1a.3', '1a.4']],
    ['NER', '2025', ['1a.1', '1a.2', '1a.3']],
    ['AFR', '2025-Q2', []],
    ['XYZ', '2025-Q2', []],
  ])('%s in %s: %j', (unit, period, expected) => {
    expect(factsFrom(plan, period, [])(unit)).toMatchObject({ expected, reported: [], late: false, lastUpload: null });
  });
});

describe('What an org unit has reported', () => {
  it('is what it reported itself, whatever the units below it did', () => {
    const reports = fc.uniqueArray(fc.tuple(fc.constantFrom(...UNITS), fc.constantFrom(...QUARTERLY)), {
      selector: String,
    });
    fc.assert(
      fc.property(reports, (given) => {
        const facts = factsFrom(plan, '2025-Q2', given);
        for (const unit of UNITS) {
          const { expected, reported } = facts(unit);
          const own = given.filter(([code]) => code === unit).map(([, indicator]) => indicator);
          expect(reported).toEqual(expected.filter((indicator) => own.includes(indicator)));
        }
      }),
    );
  });

  it.each([
    ['on the due date in the plan’s time zone', '2025-07-20T21:59:00.000Z', false],
    ['a minute later, when the next day has begun there', '2025-07-20T22:00:00.000Z', true],
  ])('is late or not: uploaded %s', (_, uploadedAt, late) => {
    expect(factsFrom(plan, '2025-Q2', [['KEN', '1a.1', uploadedAt]])('KEN')).toMatchObject({
      late,
      lastUpload: uploadedAt,
    });
  });
});

describe('A file that was returned', () => {
  const taken = aSubmission('2025-07-05T08:00:00.000Z');
  const returned = aSubmission('2025-07-06T08:00:00.000Z', RETURNED);
  const corrected = aSubmission('2025-07-07T08:00:00.000Z');
  const ofOther = aSubmission('2025-07-07T08:00:00.000Z', { periods: ['2025-Q1'] });
  const unread = aSubmission('2025-07-08T08:00:00.000Z', UNREAD);

  it.each([
    ['counts until another file of the period is taken', [taken, returned], returned],
    ['is corrected by a later file of the period', [taken, returned, corrected], null],
    ['is corrected whatever the order in which the files are listed', [corrected, returned], null],
    ['is not corrected by a file of another period', [returned, ofOther], returned],
    ['counts when a later one is taken but for the same period', [corrected, { ...returned, order: '9' }], '9'],
    ['counts though nobody could read it, while its period takes files', [taken, unread], unread],
    ['does not count unread where no period took files', [{ ...unread, uploadedAt: '2025-09-15T08:00:00Z' }], null],
  ])('%s', (_, submissions, expected) => {
    const { returned: found } = factsFrom(plan, '2025-Q2', [], { KEN: submissions })('KEN');
    expect(typeof expected === 'string' ? found?.order : found).toEqual(expected);
  });

  it('and could not be read takes nothing away from a unit that has reported all', () => {
    expect(factsFrom(plan, '2025-Q2', ALL_OF_KENYA, { KEN: [unread] })('KEN').returned).toBeNull();
    expect(factsFrom(plan, '2025-Q2', ALL_OF_KENYA.slice(1), { KEN: [unread] })('KEN').returned).toEqual(unread);
  });

  it('is one of the unit’s own', () => {
    expect(factsFrom(plan, '2025-Q2', [], { NER: [returned] })('KEN').returned).toBeNull();
  });
});

it('knows every unit of the plan', () => {
  const facts = factsFrom(plan, '2025-Q2', []);
  for (const { code } of createLookup(plan).plan.orgUnits) expect(facts(code).orgUnit).toBe(code);
});
