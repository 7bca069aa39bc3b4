import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../../functions/domain/ledger/entry.ts';
import { asOf, foldEntries } from '../../../../functions/domain/ledger/fold.ts';
import { anEntry, anObservation } from '../aggregation/support.ts';

const uploads = ['2025-04-01T00:00:00.000Z', '2025-04-02T00:00:00.000Z', '2025-04-02T00:00:00.001Z'] as const;

/** Ledger entries with each item once: an upload has one entry a period. */
const ledgers: fc.Arbitrary<LedgerEntry[]> = fc.uniqueArray(
  fc
    .record({
      unit: fc.constantFrom('KEN', 'COL'),
      period: fc.constantFrom('2025-Q1', '2025-Q2'),
      at: fc.constantFrom(...uploads),
      key: fc.constantFrom('a', 'b'),
      figures: fc.uniqueArray(fc.tuple(fc.constantFrom('X', 'Y', 'Z'), fc.option(fc.integer())), {
        selector: ([indicator]) => indicator,
      }),
    })
    .map(({ unit, period, at, key, figures }) => {
      const observations = figures.map(([indicator, value]) => anObservation(unit, period, value, { indicator }));
      return { ...anEntry([anObservation(unit, period, 0)], at, `uploads/${unit}/${key}`), observations };
    }),
  { selector: (entry) => `${entry.period}#${entry.orgUnit}#${entry.order}`, maxLength: 20 },
);

/** The folded state as entries again, one an observation. */
function asEntries(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return foldEntries(entries).map(({ order, source, ...observation }) => ({
    ...{ period: observation.period, orgUnit: observation.orgUnit, order, source, observations: [observation] },
  }));
}

describe('the fold of the ledger', () => {
  it('takes per org unit, indicator and period the observation of the entry with the greatest order', () => {
    const entries = [
      anEntry([anObservation('KEN', '2025-Q1', 2)], uploads[1]),
      anEntry([anObservation('KEN', '2025-Q1', 1), anObservation('KEN', '2025-Q1', 9, { indicator: 'Y' })], uploads[0]),
      anEntry([anObservation('KEN', '2025-Q2', 3)], uploads[0]),
    ];
    const current = foldEntries(entries).map((o) => [o.period, o.indicator, o.total.value, o.source.uploadedAt]);
    expect(current).toEqual([
      ['2025-Q1', 'X', 2, uploads[1]],
      ['2025-Q1', 'Y', 9, uploads[0]],
      ['2025-Q2', 'X', 3, uploads[0]],
    ]);
  });

  it('lets a withdrawal hide what was there before', () => {
    const withdrawn = anEntry([anObservation('KEN', '2025-Q1', null)], uploads[1]);
    const first = anEntry([anObservation('KEN', '2025-Q1', 1)], uploads[0]);
    expect(foldEntries([withdrawn, first]).map((o) => o.total.value)).toEqual([null]);
  });

  it('is commutative: any order of entries gives the same state', () => {
    const shuffled = ledgers.chain((ledger) =>
      fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger, { minLength: ledger.length })),
    );
    fc.assert(
      fc.property(shuffled, ([a, b]) => {
        expect(foldEntries(b)).toEqual(foldEntries(a));
      }),
    );
  });

  it('is idempotent: repeated entries change nothing', () => {
    const repeated = ledgers.chain((ledger) => fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger)));
    fc.assert(
      fc.property(repeated, ([a, again]) => {
        expect(foldEntries([...a, ...again])).toEqual(foldEntries(a));
      }),
    );
    fc.assert(
      fc.property(ledgers, (a) => {
        expect(foldEntries(asEntries(a))).toEqual(foldEntries(a));
      }),
    );
  });

  it('is associative: a part may be folded before the rest', () => {
    const split = ledgers.chain((ledger) => fc.tuple(fc.constant(ledger), fc.nat(ledger.length)));
    fc.assert(
      fc.property(split, ([all, at]) => {
        const [left, right] = [all.slice(0, at), all.slice(at)];
        const whole = foldEntries(all);
        expect(foldEntries([...asEntries(left), ...right])).toEqual(whole);
        expect(foldEntries([...left, ...asEntries(right)])).toEqual(whole);
      }),
    );
  });

  it('gives the state as of an instant from the uploads made by then', () => {
    const entries = uploads.map((at, value) => anEntry([anObservation('KEN', '2025-Q1', value)], at));
    const valueAt = (instant: string) => foldEntries(asOf(entries, instant))[0]?.total.value;
    expect([...uploads, '2025-03-31T23:59:59Z', '2030-01-01T00:00:00Z'].map(valueAt)).toEqual([0, 1, 2, undefined, 2]);
  });
});
