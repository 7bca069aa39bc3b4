import { describe, expect, it } from 'vitest';
import { boundsOf, isAtBound, within } from '../../../../../functions/domain/report/outlook/bounds.ts';

const NONE = { min: null, max: null };
const INFINITE = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

describe('the bounds of a figure', () => {
  it.each([
    { of: 'a share', given: { kind: 'percentage', overOrgUnits: 'ratio', ...NONE }, values: [0.4], low: 0, high: 1 },
    {
      of: 'a share that has passed 1',
      given: { kind: 'percentage', overOrgUnits: 'ratio', ...NONE },
      values: [1.2],
      low: 0,
      high: INFINITE.high,
    },
    {
      of: 'a share of offices',
      given: { kind: 'yes-no', overOrgUnits: 'mean', ...NONE },
      values: [0.4],
      low: 0,
      high: 1,
    },
    {
      of: 'a number of offices',
      given: { kind: 'yes-no', overOrgUnits: 'sum', ...NONE },
      values: [40],
      low: 0,
      high: INFINITE.high,
    },
    { of: 'a count', given: { kind: 'count', overOrgUnits: 'sum', ...NONE }, values: [4], low: 0, high: INFINITE.high },
    {
      of: 'a count that has been negative',
      given: { kind: 'count', overOrgUnits: 'sum', ...NONE },
      values: [-4],
      ...INFINITE,
    },
    {
      of: 'a sum of figures of 5 to 10 each',
      given: { kind: 'count', overOrgUnits: 'sum', min: 5, max: 10 },
      values: [90],
      low: 0,
      high: INFINITE.high,
    },
    {
      of: 'a sum of figures that may be negative',
      given: { kind: 'amount', overOrgUnits: 'sum', min: -5, max: 10 },
      values: [90],
      ...INFINITE,
    },
    {
      of: 'a mean of scores of 1 to 5',
      given: { kind: 'score', overOrgUnits: 'mean', min: 1, max: 5 },
      values: [3],
      low: 1,
      high: 5,
    },
    { of: 'a score without bounds', given: { kind: 'score', overOrgUnits: 'mean', ...NONE }, values: [3], ...INFINITE },
  ] as const)('of $of', ({ given, values, low, high }) => {
    expect(boundsOf(given, values)).toEqual({ low, high });
  });

  it.each([
    [-1, 0],
    [0.5, 0.5],
    [3, 1],
  ])('bring %d to %d', (value, held) => {
    expect(within({ low: 0, high: 1 }, value)).toBe(held);
  });

  it.each([
    [[0, 0.5, 1, 0.4], true],
    [[0, 0.5, 0.6, 0.4], false],
  ])('are where half of %j lie: %s', (values, at) => {
    expect(isAtBound({ low: 0, high: 1 }, values)).toBe(at);
  });
});
