import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalAt, decimalOf } from '../../../../../functions/domain/sheet/xlsx/decimal.ts';

function read(text: string): number {
  const bytes = new TextEncoder().encode(`<${text}<`);
  return decimalAt(bytes, 1, bytes.length - 1);
}

describe('a number read from its bytes is the nearest double, or left to the longer way', () => {
  it.each([
    '0',
    '-0',
    '7',
    '12.5',
    '0.1',
    '-0.30000000000000004',
    '1E-3',
    '1e+22',
    '1e23',
    '123456789012345',
    '5.',
    '.5',
    '1.7976931348623157E308',
  ])('%s', (text) => {
    expect(Number.isNaN(read(text)) || Object.is(read(text), Number(text))).toBe(true);
    expect(decimalOf(text)).toBe(Number(text));
  });
  it.each(['', '-', '.', '+1', 'e5', '1e', '1e+', '1 ', ' 1', '1,5', '1.2.3', '--1', '0x1F', 'Infinity', '1e400'])(
    'not %s',
    (text) => {
      expect(read(text)).toBeNaN();
    },
  );
  it.each(['', ' ', '.', 'e5', '1e', '1,5', '0x1F', 'Infinity', 'NaN', '1e400', '١٢'])(
    '“%s” is no number at all',
    (text) => {
      expect(decimalOf(text)).toBeNaN();
    },
  );
  it('any double, as workbooks write it', () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number.toExponential().toUpperCase()),
      fc
        .tuple(fc.integer(), fc.integer({ min: 0, max: 12 }))
        .map(([digits, places]) => (digits / 10 ** places).toFixed(places)),
    );
    fc.assert(
      fc.property(written, (text) => {
        const number = read(text);
        if (!Number.isNaN(number)) expect(number).toBe(Number(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
