import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import type { Opened } from '../../../../../functions/domain/sheet/statement.ts';
import { unpacker } from '../../../../../functions/unpacker.ts';
import { handmade } from '../../../../support/handmade.ts';

const STYLES = '<p:cellXfs><p:xf numFmtId="0"/><p:xf numFmtId="10"/><p:xf numFmtId="14"/></p:cellXfs>';
const DATA = Array.from(
  { length: 12 },
  (_, at) =>
    `<p:row r="${at + 1}"><p:c r="A${at + 1}" t="s"><p:v>${at % 2}</p:v></p:c><p:c r="B${at + 1}" s="1"><p:v>0.${at + 1}5</p:v></p:c><p:c r="C${at + 1}" s="2"><p:v>${45_000 + at}</p:v></p:c><p:c r="D${at + 1}"><p:v>${at * 7}</p:v></p:c></p:row>`,
).join('');
const made = {
  sheets: [DATA, DATA.replaceAll('45', '46')],
  styles: STYLES,
  strings: '<p:si><p:t>Nairobi</p:t></p:si><p:si><p:t>1a.1</p:t></p:si>',
};

async function written(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const name of ['One', 'Two']) {
    const sheet = book.addWorksheet(name);
    for (let row = 0; row < 12; row++)
      sheet.addRow([`Row ${row}`, row * 3.5, new Date(Date.UTC(2025, row, 1)), row % 2 === 0]);
    sheet.getColumn(2).numFmt = '0.0%';
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const GOOD = [
  handmade(made),
  handmade({ ...made, level: 0 }),
  handmade({ ...made, prefix: 'x', strict: true }),
  await written(),
];
const READ = GOOD.map((bytes) => openFile(bytes));

/** What was read of a damaged file is what the good one holds, sheet by sheet; what was not read is said. */
function expectNothingElse(bytes: Uint8Array, good: Opened | undefined) {
  const opened = openFile(bytes, { unpacker });
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  // Without its first bytes it is no archive any more, and what is left may be the markup of a part.
  if (!opened.ok || (opened.format === 'text' && !isArchive)) return;
  if (!good?.ok) throw new Error('The good file is not good');
  expect(opened.format).toBe('xlsx');
  for (const grid of opened.grids) expect(good.grids).toContainEqual(grid);
  for (const { sheet } of good.grids.filter((grid) => !opened.grids.some((read) => read.sheet === grid.sheet)))
    expect(opened.notes).toContainEqual(expect.objectContaining({ severity: 'error', sheet }));
}

const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.integer({ min: 1, max: 40 }),
  byte: fc.integer({ min: 0, max: 255 }),
  kind: fc.constantFrom('set', 'flip', 'drop', 'cut', 'repeat', 'zero'),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(bytes: Uint8Array, from: number, { at, length, byte, kind }: Change): Uint8Array {
  const place = from + Math.floor(at * (bytes.length - from));
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place + length)];
  const some = bytes.subarray(place, place + length);
  switch (kind) {
    case 'set':
      return Uint8Array.from([...before, byte, ...bytes.subarray(place + 1)]);
    case 'flip':
      return Uint8Array.from([...before, (bytes[place] ?? 0) ^ (1 << (byte & 7)), ...bytes.subarray(place + 1)]);
    case 'drop':
      return Uint8Array.from([...before, ...after]);
    case 'cut':
      return before;
    case 'repeat':
      return Uint8Array.from([...before, ...some, ...some, ...after]);
    default:
      return Uint8Array.from([...before, ...some.map(() => 0), ...after]);
  }
}

const number = fc.nat({ max: GOOD.length - 1 });
const directory = (bytes: Uint8Array) => Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');

describe('a good workbook whose bytes were changed is refused, or what is read of it is what it held', () => {
  it.each([
    ['anywhere', () => 0],
    ['in the directory of the archive', directory],
  ] as const)('%s', (_, from) => {
    fc.assert(
      fc.property(number, fc.array(change, { minLength: 1, maxLength: 3 }), (which, changes) => {
        const good = GOOD[which] ?? new Uint8Array();
        const bytes = changes.reduce((before, one) => changed(before, Math.min(from(good), before.length), one), good);
        expectNothingElse(bytes, READ[which]);
        expect(openFile(bytes, { unpacker })).toEqual(openFile(bytes));
      }),
      { numRuns: 300 },
    );
  });

  it('cut anywhere, it is called damaged', () => {
    fc.assert(
      fc.property(number, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (which, share) => {
        const good = GOOD[which] ?? new Uint8Array();
        const cut = good.subarray(0, Math.max(4, Math.floor(share * good.length)));
        expect(openFile(cut)).toMatchObject({ ok: false, issue: { code: 'file-truncated' } });
      }),
      { numRuns: 200 },
    );
  });

  it('each field of the directory in turn', () => {
    const [good = new Uint8Array()] = GOOD;
    for (let at = directory(good); at < good.length; at++) {
      const bytes = Uint8Array.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expectNothingElse(bytes, READ[0]);
    }
  });
});
