import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Carries, createCarries } from '../../../functions/aws/carries.ts';
import { createTable } from '../../../functions/aws/table.ts';
import type { Carry } from '../../../functions/domain/aggregation/carry.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';

let aws: TestAws;
let carries: Carries;
beforeEach(async () => {
  aws = await startTestAws();
  carries = createCarries(createTable(aws.embedded.environment.TABLE_NAME ?? ''));
});
afterEach(() => aws.stop());

const carry = (total: number, figures: Carry['figures'] = []): Carry => ({
  year: 2024,
  total,
  entries: [1, 0],
  figures,
});

const ALL: Carry['figures'] = [
  null,
  { value: Float64Array.of(1, Number.NaN, 0.1), denominator: null, count: null },
  { value: Float64Array.of(1, 2), denominator: Float64Array.of(3, 0), count: null },
  { value: Float64Array.of(-1e300, 0), denominator: null, count: Float64Array.of(2, Number.NaN) },
];

/** Numbers that no compression makes smaller than half. */
const noise = (length: number) => Float64Array.from({ length }, () => Math.random());

it('gives back what was kept: what was not reported apart from nought', async () => {
  await carries.put(1, carry(5, ALL));
  expect(await carries.get(1, 2024)).toEqual(carry(5, ALL));
  expect([await carries.get(2, 2024), await carries.get(1, 2023)]).toEqual([null, null]);
});

it.each<[string, number, number, 'stored' | 'stale']>([
  ['more entries', 9, 10, 'stored'],
  ['the same entries again', 9, 9, 'stored'],
  ['fewer entries', 10, 9, 'stale'],
])('made of %s: %d then %d is %s', async (_, first, second, outcome) => {
  await carries.put(1, carry(first));
  expect(await carries.put(1, carry(second))).toBe(outcome);
  expect((await carries.get(1, 2024))?.total).toBe(Math.max(first, second));
});

it('keeps one larger than an item', async () => {
  const large = carry(
    5,
    Array.from({ length: 12 }, () => ({ value: noise(10_000), denominator: null, count: null })),
  );
  await carries.put(1, large);
  expect(await carries.get(1, 2024)).toEqual(large);
});

it('lists the years marked, each once', async () => {
  for (const year of [2026, 2024, 2026]) await carries.mark(year);
  expect(await carries.years()).toEqual([2024, 2026]);
});
