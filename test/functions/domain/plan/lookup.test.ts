import { describe, expect, it } from 'vitest';
import { createLookup } from '../../../../functions/domain/plan/lookup.ts';
import { minimalPlan } from '../../../support/plan.ts';

const plan = minimalPlan();
const lookup = createLookup(plan);
const codes = (items: readonly { readonly code: string }[]) => items.map((item) => item.code);

describe('the org unit tree', () => {
  it('has the global unit as its root', () => expect(lookup.root.code).toBe('GLOBAL'));

  it.each([
    ['GLOBAL', []],
    ['AFR', ['GLOBAL']],
    ['KEN-DAD', ['KEN', 'AFR', 'GLOBAL']],
    ['nobody', []],
  ])('gives the ancestors of %s, nearest first', (unit, expected) =>
    expect(codes(lookup.ancestorsOf(unit))).toEqual(expected),
  );

  it.each([
    ['GLOBAL', ['AFR', 'AME']],
    ['AFR', ['KEN', 'NER']],
    ['COL', []],
  ])('gives the children of %s in plan order', (unit, expected) =>
    expect(codes(lookup.children(unit))).toEqual(expected),
  );

  it.each([
    ['GLOBAL', codes(plan.orgUnits)],
    ['AFR', ['AFR', 'KEN', 'NER', 'KEN-DAD']],
    ['COL', ['COL']],
    ['nobody', []],
  ])('gives the subtree of %s, itself included, in plan order', (unit, expected) =>
    expect(codes(lookup.subtree(unit))).toEqual(expected),
  );
});

describe('codes', () => {
  it('finds what the plan has and gives null for the rest', () => {
    expect(lookup.indicator('1a.2')?.kind).toBe('percentage');
    expect(lookup.result('1a')?.parent).toBe('1');
    expect(lookup.dimension('sex')?.categories).toHaveLength(2);
    expect(lookup.orgUnit('NER')?.kind).toBe('country');
    expect(lookup.windowOf('2025-Q1')?.due).toBe('2025-04-20');
    for (const found of [
      lookup.indicator('9'),
      lookup.result('9'),
      lookup.dimension('9'),
      lookup.orgUnit('9'),
      lookup.windowOf('2031'),
    ])
      expect(found).toBeNull();
  });

  it('gives the target of the very period, not that of its year', () => {
    expect(lookup.targetFor('1a.1', 'KEN', '2025')?.value).toBe(4000);
    expect(lookup.targetFor('1a.1', 'KEN', '2025-Q1')).toBeNull();
    expect(lookup.targetFor('1a.1', 'AFR', '2025')).toBeNull();
  });
});

it.each([
  ['NER', '2025-Q1', false, 'opens the day after'],
  ['NER', '2025-Q2', true, 'opens on its first day'],
  ['NER', '2025', true, 'opens within'],
  ['KEN-DAD', '2025-06', true, 'closes on its last day'],
  ['KEN-DAD', '2025-07', false, 'closed the day before'],
  ['KEN', '1999', true, 'has no dates'],
  ['nobody', '2025', false, 'is unknown'],
])('says whether %s is open in %s: %s, as it %s', (unit, period, open) =>
  expect(lookup.isOpenIn(unit, period)).toBe(open),
);

it.each([
  ['1a.1', '2025-Q1', 'GLOBAL', ['KEN', 'COL', 'KEN-DAD'], 'countries and offices that are open'],
  ['1a.1', '2025-Q3', 'AFR', ['KEN', 'NER'], 'those of the region only'],
  ['1a.1', '2025-Q3', 'NER', ['NER'], 'the unit itself'],
  ['1a.1', '2025-03', 'GLOBAL', [], 'nobody in a period shorter than the frequency'],
  ['1a.1', '2025', 'AFR', ['KEN', 'NER', 'KEN-DAD'], 'all that were open in some of its days'],
  ['1a.3', '2025-Q1', 'GLOBAL', ['KEN', 'COL'], 'the kinds named by reportedBy'],
  ['1a.4', '2025', 'GLOBAL', ['KEN', 'COL'], 'the units named by reportedBy'],
  ['1a.4', '2025', 'AFR', ['KEN'], 'the units named by reportedBy in the scope'],
  ['1a.4', '2025-Q4', 'GLOBAL', [], 'nobody in the quarter of an annual indicator'],
  ['none', '2025', 'GLOBAL', [], 'nobody for an unknown indicator'],
  ['1a.1', '2025', 'nobody', [], 'nobody in an unknown scope'],
])('expects figures of %s in %s for %s from %j: %s', (indicator, period, scope, expected) => {
  expect(codes(lookup.expectedUnits(indicator, period, scope))).toEqual(expected);
  expect(codes(lookup.expectedUnits(indicator, period, scope))).toEqual(expected);
});

it('refuses to index a plan without a global unit', () =>
  expect(() => createLookup(minimalPlan({ orgUnits: [] }))).toThrow(RangeError));
