import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../../functions/domain/sheet/limits.ts';
import { damagedPart } from '../../../../../functions/domain/sheet/xlsx/cell.ts';
import { SPREADSHEET } from '../../../../../functions/domain/sheet/xlsx/namespaces.ts';
import { roomFor } from '../../../../../functions/domain/sheet/xlsx/room.ts';
import { sheetReader } from '../../../../../functions/domain/sheet/xlsx/sheet.ts';
import { xmlReader } from '../../../../../functions/domain/sheet/xlsx/xml/reader.ts';
import { isWellFormedBySaxes, readBySaxes } from '../../../../support/saxes-reader.ts';

const reader = () =>
  sheetReader(
    {
      ...{ strings: ['Mali', null, 'x'], styles: ['plain', 'date', 'percent'], date1904: false },
      damaged: () => damagedPart('sheet'),
    },
    roomFor(DEFAULT_LIMITS),
  );

/** The cells of a worksheet by our own reader, or `refused`. */
function ours(xml: string, size: number) {
  const sheet = reader();
  const parser = xmlReader(SPREADSHEET, sheet);
  const bytes = new TextEncoder().encode(xml);
  for (let at = 0; at < bytes.length; at += size)
    if (!parser.write(bytes.subarray(at, at + size)) || sheet.refusal()) return 'refused';
  parser.end();
  const rows = sheet.rows();
  return parser.problem() !== null || sheet.refusal() ? 'refused' : rows;
}

/** The same by a parser in wide use, every element and attribute of which is looked at; null where a prefix is not bound, which it refuses. */
function theirs(xml: string) {
  const { glance, ...sheet } = reader();
  const isWellFormed = readBySaxes(xml, SPREADSHEET, sheet);
  if (!isWellFormed && isWellFormedBySaxes(xml)) return null;
  const rows = sheet.rows();
  return !isWellFormed || sheet.refusal() ? 'refused' : rows;
}

const value = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '2',
    '7',
    '-1',
    ' 1',
    '1.50',
    '1E-3',
    '1e400',
    '.5',
    '5.',
    '0x1F',
    'TRUE',
    '&lt;',
    'é',
    ']]',
    '',
  ),
  fc.double().map(String),
  fc.nat().map(String),
  fc.integer().map((digits) => `${digits}.${Math.abs(digits)}`),
);
const part = (key: string, values: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.boolean(), values, fc.constantFrom('"', "'"))
    .map(([given, text, quote]) => (given ? ` ${key}=${quote}${text}${quote}` : ''));
const style = part('s', fc.constantFrom('0', '1', '2', '9', 'x'));
const type = part('t', fc.constantFrom('s', 'n', 'b', 'str', 'e', 'd', 'inlineStr', 'z'));
const cell = fc.tuple(style, type, fc.boolean(), value, fc.constantFrom('v', 'v', 'v', 'f', 'is'));
const row = fc.tuple(fc.array(cell, { maxLength: 5 }), fc.constantFrom('', ' spans="1:5"', ' hidden="1" x:y="2"'));

/** A worksheet as written by most, or nearly so. */
const worksheet = fc
  .tuple(
    fc.array(row, { maxLength: 5 }),
    fc.constantFrom('', 'p:'),
    fc.boolean(),
    fc.constantFrom('', '\n', ' <!-- -->'),
  )
  .map(([rows, p, references, gap]) => {
    const lines = rows.map(([cells, rest], r) => {
      const inner = cells.map(([s, t, styleFirst, text, element], c) => {
        const reference = references ? ` r="${String.fromCharCode(65 + 2 * c)}${r * 2 + 1}"` : '';
        const head = `<${p}c${styleFirst ? s + t + reference : reference + s + t}`;
        return text === '' ? `${head}/>` : `${head}><${p}${element}>${text}</${p}${element}></${p}c>`;
      });
      return `<${p}row${references ? ` r="${r * 2 + 1}"` : ''}${rest}>${inner.join(gap)}</${p}row>`;
    });
    const bound = p === '' ? 'xmlns' : 'xmlns:p';
    return `<${p}worksheet ${bound}="${SPREADSHEET[0]}" xmlns:x="urn:x"><${p}sheetData>${lines.join(gap)}</${p}sheetData></${p}worksheet>`;
  });
const change = fc.record({
  at: fc.nat(),
  cut: fc.integer({ min: 0, max: 3 }),
  put: fc.constantFrom(
    '',
    '<',
    '>',
    '/',
    '"',
    '&',
    ' ',
    '1',
    'B',
    'r',
    '</c>',
    '<v>',
    '<v/>',
    '</row><row r="3">',
    '<!-- -->',
    '\u0000',
  ),
});

it('any worksheet, also a damaged one and in pieces, has the same cells by the short way and by the long one, or neither reads it', () => {
  fc.assert(
    fc.property(
      worksheet,
      fc.array(change, { maxLength: 2 }),
      fc.integer({ min: 1, max: 200 }),
      (whole, changes, size) => {
        let xml = whole;
        for (const { at, cut, put } of changes) {
          const place = at % xml.length;
          xml = xml.slice(0, place) + put + xml.slice(place + cut);
        }
        const cells = ours(xml, xml.length);
        expect(ours(xml, size)).toEqual(cells);
        expect(cells).toEqual(theirs(xml) ?? cells);
      },
    ),
    { numRuns: 500 },
  );
});
