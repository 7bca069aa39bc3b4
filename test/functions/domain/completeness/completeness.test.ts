import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CompletenessInput,
  completenessOf,
  STATES,
  stateOf,
} from '../../../../functions/domain/completeness/completeness.ts';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { aSubmission, factsFrom, RETURNED, type Report } from './support.ts';

const plan = minimalPlan();

const model = (reports: readonly Report[], rest: Partial<CompletenessInput> = {}) =>
  completenessOf({
    ...{ plan, planVersion: 3, period: '2025-Q2', scope: 'GLOBAL', language: 'fr', history: [] },
    facts: factsFrom(plan, rest.period ?? '2025-Q2', reports),
    ...rest,
  });

describe('The state of a unit', () => {
  const returned = aSubmission('2025-07-06T08:00:00.000Z', RETURNED);
  it.each([
    ['not-expected', { expected: [], reported: [], returned: null }],
    ['not-expected', { expected: [], reported: [], returned }],
    ['silent', { expected: ['a', 'b'], reported: [], returned: null }],
    ['returned', { expected: ['a', 'b'], reported: [], returned }],
    ['partial', { expected: ['a', 'b'], reported: ['a'], returned: null }],
    ['returned', { expected: ['a', 'b'], reported: ['a'], returned }],
    ['complete', { expected: ['a', 'b'], reported: ['a', 'b'], returned: null }],
    ['returned', { expected: ['a', 'b'], reported: ['a', 'b'], returned }],
  ])('is %s of %j', (state, facts) => {
    expect(stateOf(facts)).toBe(state);
  });
});

describe('The completeness of a scope', () => {
  it('names each unit’s state, what is missing and its last upload', () => {
    const { units, counts, late, figures, asOf, due, scopeTitle } = model([
      ['KEN', '1a.1'],
      ['KEN', '1a.2'],
      ['KEN', '1a.3', '2025-07-25T10:00:00.000Z'],
      ['COL', '1a.1', '2025-07-19T10:00:00.000Z'],
    ]);
    expect(units.map(({ code, state, missing }) => [code, state, missing])).toEqual([
      ['GLOBAL', 'not-expected', []],
      ['AFR', 'not-expected', []],
      ['AME', 'not-expected', []],
      ['KEN', 'complete', []],
      ['NER', 'silent', ['1a.1', '1a.2', '1a.3']],
      ['COL', 'partial', ['1a.2', '1a.3']],
      ['KEN-DAD', 'silent', ['1a.1', '1a.2']],
    ]);
    expect(counts).toEqual({ silent: 2, returned: 0, partial: 1, complete: 1, 'not-expected': 3 });
    expect({ late, figures, asOf, due, scopeTitle }).toEqual({
      ...{ late: 1, figures: { reported: 4, expected: 11 }, due: '2025-07-20', scopeTitle: 'Monde' },
      asOf: '2025-07-25T10:00:00.000Z',
    });
  });

  it('holds its subtree only, in the words of the language asked for', () => {
    const { units } = model([], { scope: 'AFR' });
    expect(units.map(({ code, title }) => [code, title])).toEqual([
      ['AFR', 'Afrique'],
      ['KEN', 'Kenya'],
      ['NER', 'Niger'],
      ['KEN-DAD', 'Dadaab'],
    ]);
  });

  it('counts every unit once, and no figure that was not expected', () => {
    const reports = fc.array(
      fc.tuple(fc.constantFrom('KEN', 'NER', 'COL', 'KEN-DAD'), fc.constantFrom('1a.1', '1a.2', '1a.3')),
      { maxLength: 8 },
    );
    const returned = fc.subarray(['KEN', 'NER', 'COL', 'KEN-DAD', 'AFR']);
    fc.assert(
      fc.property(reports, returned, fc.constantFrom('GLOBAL', 'AFR', 'KEN', 'COL'), (given, units, scope) => {
        const files = Object.fromEntries(units.map((unit) => [unit, [aSubmission('2025-07-06T08:00:00Z', RETURNED)]]));
        const found = model(given, { scope, facts: factsFrom(plan, '2025-Q2', given, files) });
        const size = createLookup(plan).subtree(scope).length;
        expect(STATES.reduce((sum, state) => sum + found.counts[state], 0)).toBe(size);
        expect(found.units).toHaveLength(size);
        expect(found.figures.reported).toBeLessThanOrEqual(found.figures.expected);
        for (const unit of found.units) expect(unit.missing).toHaveLength(unit.expected - unit.reported);
      }),
      { numRuns: 60 },
    );
  });
});

describe('The history', () => {
  it('has the earlier periods of the same length, those in which nobody reported too', () => {
    const { history } = model([], {
      period: '2025-Q3',
      history: [
        { period: '2024-Q4', coverage: { reported: 2, expected: 4 } },
        { period: '2025-Q2', coverage: { reported: 3, expected: 4 } },
        { period: '2025', coverage: { reported: 4, expected: 4 } },
      ],
    });
    expect(history).toEqual([
      { period: '2024-Q4', reported: 2, expected: 4, share: 0.5 },
      { period: '2025-Q1', reported: 0, expected: 3, share: 0 },
      { period: '2025-Q2', reported: 3, expected: 4, share: 0.75 },
    ]);
  });

  it('has no share where nobody was expected, and none over the whole', () => {
    const history = [{ period: '2024-Q3', coverage: { reported: 1, expected: 0 } }];
    expect(model([], { period: '2024-Q4', history }).history).toEqual([
      { period: '2024-Q3', reported: 1, expected: 0, share: null },
    ]);
  });

  it('goes back eight periods', () => {
    const history = ['2020', '2021', '2022', '2023'].flatMap((year) =>
      [1, 2, 3, 4].map((quarter) => ({ period: `${year}-Q${quarter}`, coverage: { reported: 5, expected: 4 } })),
    );
    const found = model([], { period: '2024-Q1', history }).history;
    expect(found.map(({ period }) => period)).toEqual(history.slice(-8).map(({ period }) => period));
    expect(found[0]?.share).toBe(1);
  });
});
