import { describe, expect, it } from 'vitest';
import {
  builtInCode,
  withoutSymbol,
  withSymbol,
} from '../../../../../functions/domain/annotation/package/number-format.ts';
import { formatKind } from '../../../../../functions/domain/sheet/xlsx/styles.ts';

const CASES: readonly (readonly [string, string | null])[] = [
  ['General', '"✖ "General;"✖ "-General;"✖ "General;"✖ "@'],
  ['', '"✖ "General;"✖ "-General;"✖ "General;"✖ "@'],
  ['@', '"✖ "@'],
  ['"n° "@', '"✖ ""n° "@'],
  ['0%', '"✖ "0%;"✖ "-0%;"✖ "0%;"✖ "@'],
  ['yyyy-mm-dd', '"✖ "yyyy-mm-dd;"✖ "-yyyy-mm-dd;"✖ "yyyy-mm-dd;"✖ "@'],
  ['[Red]0', '[Red]"✖ "0;[Red]"✖ "-0;[Red]"✖ "0;"✖ "@'],
  ['[$-40C][h]:mm', '[$-40C]"✖ "[h]:mm;[$-40C]"✖ "-[h]:mm;[$-40C]"✖ "[h]:mm;"✖ "@'],
  ['[h]:mm:ss', '"✖ "[h]:mm:ss;"✖ "-[h]:mm:ss;"✖ "[h]:mm:ss;"✖ "@'],
  ['0;(0)', '"✖ "0;"✖ "(0);"✖ "0;"✖ "@'],
  ['0;(0);"-"', '"✖ "0;"✖ "(0);"✖ ""-";"✖ "@'],
  ['0;(0);"-";"text: "@', '"✖ "0;"✖ "(0);"✖ ""-";"✖ ""text: "@'],
  ['0;@', '"✖ "0;"✖ "-0;"✖ "0;"✖ "@'],
  [';;;', '"✖ ";"✖ ";"✖ ";"✖ "'],
  ['0"; "0', '"✖ "0"; "0;"✖ "-0"; "0;"✖ "0"; "0;"✖ "@'],
  ['0\\;0', '"✖ "0\\;0;"✖ "-0\\;0;"✖ "0\\;0;"✖ "@'],
  ['[<1]0%;0', '[<1]"✖ "0%;"✖ "0;"✖ "0;"✖ "@'],
  ['[>=1000]0,"k";[<0]"neg";0', '[>=1000]"✖ "0,"k";[<0]"✖ ""neg";"✖ "0;"✖ "@'],
  ['[>5]0', null],
  [`"${'x'.repeat(200)}"0`, null],
];

describe('A number format with a symbol before it', () => {
  it.each(CASES)('of %j is %j', (code, expected) => {
    expect(withSymbol(code, '✖')).toBe(expected);
  });

  it.each(CASES.flatMap(([code, marked]) => (marked === null ? [] : [[code, marked] as const])))(
    'of %j is read as the same kind of number',
    (code, marked) => {
      expect(formatKind(marked)).toBe(formatKind(code));
    },
  );

  it.each(CASES.flatMap(([code, marked]) => (marked === null || code === '' ? [] : [[code, marked] as const])))(
    'of %j is taken off again',
    (code, marked) => {
      const asLibreOffice = marked.replaceAll('"✖ "-', '"✖ -"');
      for (const written of [marked, asLibreOffice]) expect(withSymbol(withoutSymbol(written) ?? '', '✖')).toBe(marked);
      expect(withoutSymbol(code)).toBeNull();
    },
  );

  it('is read as the same kind of number for every format that needs no code', () => {
    for (let id = 0; id < 50; id++) {
      const code = builtInCode(id);
      if (code !== undefined) expect([id, formatKind(withSymbol(code, '⚠') ?? '')]).toEqual([id, formatKind(code)]);
    }
  });
});
