import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { PURE_UNPACKER } from '../../functions/domain/sheet/xlsx/inflate.ts';
import { unpacker } from '../../functions/unpacker.ts';

const data = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 30_000 }))
    .map(([bytes, times]) =>
      Uint8Array.from({ length: bytes.length * times }, (_, at) => bytes[at % bytes.length] ?? 0),
    ),
);

describe('zlib and the way that needs no platform', () => {
  it('give the same bytes and sums', () => {
    fc.assert(
      fc.property(data, (bytes) => {
        const stored = deflateSync(bytes);
        for (const one of [unpacker, PURE_UNPACKER]) {
          expect(Buffer.from(one.inflate(stored, bytes.length) ?? []).equals(bytes)).toBe(true);
          expect(one.crc32(bytes)).toBe(unpacker.crc32(bytes));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('give nothing where the size is another than said, or data are cut or wrong', () => {
    fc.assert(
      fc.property(data, fc.integer({ min: 1, max: 40 }), (bytes, difference) => {
        const stored = deflateSync(bytes);
        for (const one of [unpacker, PURE_UNPACKER]) {
          expect(one.inflate(stored, bytes.length + difference)).toBeNull();
          if (bytes.length > 0) expect(one.inflate(stored, Math.max(0, bytes.length - difference))).toBeNull();
          expect(one.inflate(stored.subarray(0, -1), bytes.length)).toBeNull();
          expect(one.inflate(Uint8Array.of(7, ...stored), bytes.length)).toBeNull();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('stop at the size said, whatever the data would grow to', () => {
    const bomb = deflateSync(new Uint8Array(50_000_000), { level: 9 });
    for (const one of [unpacker, PURE_UNPACKER]) expect(one.inflate(bomb, 1_000)).toBeNull();
  });
});
