import { describe, expect, it } from 'vitest';
import { orderOf } from '../../../../functions/domain/ledger/order.ts';
import { receiptKey } from '../../../../functions/domain/validation/receipt.ts';

const eventTime = '2026-01-10T08:00:00.123Z';
const keyOf = (path: string, sequencer = '0055AED6DCD90281E5') =>
  receiptKey('KEN', path, eventTime, orderOf({ eventTime, sequencer, key: `uploads/KEN/${path}` }));

describe('where a receipt is kept', () => {
  it('is under the org unit, by the path, the time and a digest of the upload', () => {
    expect(keyOf('2025/résultats.csv')).toMatch(
      /^receipts\/KEN\/2025\/résultats\.csv\.20260110080000123-[0-9a-f]{8}\.json$/,
    );
  });

  it('is the same for each delivery of one upload', () => {
    expect(keyOf('a.csv')).toBe(keyOf('a.csv', '0055aed6dcd90281e5000'));
  });

  it('is another for two uploads under one name in one millisecond', () => {
    const keys = ['0055AED6DCD90281E5', '0055AED6DCD90281E6', '0155AED6DCD90281E5'].map((s) => keyOf('a.csv', s));
    expect(new Set(keys).size).toBe(3);
  });

  it.each(['a', 'é', 'ن', '字', '🙂'])('stays within the bytes a key may have, for a long name of %s', (letter) => {
    const name = letter.repeat(Math.floor(1000 / new TextEncoder().encode(letter).length));
    const [first, second] = [keyOf(`${name}1`), keyOf(`${name}2`)];
    expect(new TextEncoder().encode(first).length).toBeLessThanOrEqual(1024);
    expect(first.isWellFormed() && !first.includes('\uFFFD')).toBe(true);
    expect(first).not.toBe(second);
  });
});
