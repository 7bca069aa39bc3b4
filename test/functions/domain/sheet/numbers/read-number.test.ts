import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../../../../functions/domain/plan/model.ts';
import type { Cell } from '../../../../../functions/domain/sheet/grid.ts';
import { inferNotation, type Notation } from '../../../../../functions/domain/sheet/numbers/notation.ts';
import { possibleNumbers, readNumber } from '../../../../../functions/domain/sheet/numbers/read-number.ts';
import { minimalPlan } from '../../../../support/plan.ts';

const [base] = minimalPlan().indicators;
if (!base) throw new Error('the minimal plan has indicators');
const count: Indicator = { ...base, kind: 'count', unit: 'people' };
const amount: Indicator = { ...base, kind: 'amount', unit: 'USD', decimals: 2 };
const share: Indicator = { ...base, kind: 'percentage', unit: '%' };
const answer: Indicator = { ...base, kind: 'yes-no', unit: 'countries' };

const OPEN: Notation = { decimal: null };
const POINT: Notation = { decimal: '.' };
const COMMA: Notation = { decimal: ',' };

describe('A figure that can mean one number only is read whatever the rest of the file', () => {
  it.each<[string, number]>([
    ['0', 0],
    ['7', 7],
    ['007', 7],
    ['1234', 1234],
    [' 42 ', 42],
    ['+42', 42],
    ['-42', -42],
    ['−42', -42],
    ['–42', -42],
    ['- 42', -42],
    ['(123)', -123],
    ['(1 234)', -1234],
    ['(0)', 0],
    ['-0', 0],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1\u202f234', 1234],
    ['1\u2009234\u2009567', 1234567],
    ['12 345 678', 12345678],
    ['1 234,5', 1234.5],
    ['1 234.5', 1234.5],
    ['1\u202f234,56', 1234.56],
    ['1 234,567', 1234.567],
    ['1.234,5', 1234.5],
    ['1.234.567', 1234567],
    ['1.234.567,89', 1234567.89],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
    ['1,234,567.89', 1234567.89],
    ['12,34,567', 1234567],
    ['1,23,45,678', 12345678],
    ["1'234", 1234],
    ["1'234.5", 1234.5],
    ['1’234’567', 1234567],
    ["1'234,5", 1234.5],
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['12.34', 12.34],
    ['12,3456', 12.3456],
    ['1234.567', 1234.567],
    ['1234,567', 1234.567],
    ['0.123', 0.123],
    ['0,123', 0.123],
    ['.5', 0.5],
    [',25', 0.25],
    ['-.5', -0.5],
    ['12.', 12],
    ['1٬234٫5', 1234.5],
    ['٫5', 0.5],
    ['١٢٣٤', 1234],
    ['١٬٢٣٤', 1234],
    ['١٢٫٥', 12.5],
    ['۱۲۳', 123],
    ['۱٬۲۳۴٫۵', 1234.5],
    ['٠', 0],
    ['6e+05', 600000],
    ['6E5', 600000],
    ['1.5e3', 1500],
    ['1,5E+03', 1500],
    ['1.234E+03', 1234],
    ['5e-1', 0.5],
    ["'123", 123],
    ['\u200f123', 123],
    ['123\u200e', 123],
    ['1200 people', 1200],
    ['1 200 personnes', 1200],
    ['1200 شخص', 1200],
    ['123 pers.', 123],
    ['１２３４', 1234],
    ['１．５', 1.5],
    ['－１２', -12],
    ['6,0E+05', 600000],
    ['1 234 567,8', 1234567.8],
    ['00012', 12],
    ['1‘234', 1234],
    ['٠٫٢٥', 0.25],
    ['1,23,45,678.9', 12345678.9],
    ['-\u200f5', -5],
  ])('%j is %d', (text, number) => {
    expect(readNumber(text, OPEN, count)).toEqual({ found: text.trim(), number, problem: null });
  });
});

describe('A figure that only the rest of the file decides', () => {
  it.each<[string, number, number]>([
    ['1.234', 1.234, 1234],
    ['1,234', 1234, 1.234],
    ['12.345', 12.345, 12345],
    ['999,000', 999000, 999],
    ['-1,234', -1234, -1.234],
    ['(1.234)', -1.234, -1234],
    ['١.٢٣٤', 1.234, 1234],
  ])('%j is %d where the decimal mark is a point, %d where it is a comma', (text, point, comma) => {
    expect(readNumber(text, POINT, amount).number).toBe(point);
    expect(readNumber(text, COMMA, amount).number).toBe(comma);
    expect(readNumber(text, OPEN, count)).toMatchObject({ number: null, problem: 'ambiguous-number' });
    expect([...possibleNumbers(text, count)].sort()).toEqual([point, comma].sort());
  });
});

describe('A whole number with three decimals is asked back where things are counted', () => {
  it.each<[string, Notation]>([
    ['12.000', POINT],
    ['999,000', COMMA],
    ['-5.000', POINT],
  ])('%j', (text, notation) => {
    const asked = { number: null, problem: 'ambiguous-number' };
    expect(readNumber(text, notation, count)).toMatchObject(asked);
    expect(readNumber(text, notation, share, 'denominator')).toMatchObject(asked);
    expect(readNumber(text, notation, amount)).toMatchObject({ problem: null });
  });

  it.each<[string, Notation, number]>([
    ['12.000', COMMA, 12_000],
    ['999,000', POINT, 999_000],
    ['12.0', POINT, 12],
    ['1234.000', POINT, 1234],
    ['0.000', POINT, 0],
  ])('but not %j', (text, notation, number) => {
    expect(readNumber(text, notation, count)).toMatchObject({ number, problem: null });
  });
});

describe('What is no figure is never made one', () => {
  it.each([
    '<15',
    '>100',
    '≤5',
    '10-15',
    '10 – 15',
    '10 à 15',
    '1/2',
    '3/4/2025',
    '31.03.2025',
    'about 120',
    'unos 120',
    '~120',
    '120*',
    '120 (est.)',
    'twelve',
    'nil',
    'néant',
    'x',
    '12 k',
    '1.2 million',
    '1 23',
    '12 34',
    '1,2,3',
    '1.2.3',
    '1,23,4',
    '1..5',
    '--5',
    '+-5',
    '5-',
    '(5',
    '5)',
    '(-5)',
    '1e',
    'e5',
    '1e5000',
    '0x10',
    'Infinity',
    'NaN',
    '1 234 56',
    "1''234",
    '12 USD',
    '$12',
    '45%',
    '45 %',
    'TRUE',
    'oui',
    '=1+1',
    '１２３四',
    '½',
    '1½',
    '5²',
    '5³',
    '≈20',
    '20+',
    '5?',
    '5†',
    '3 of 4',
    '3 sur 4',
    '12:30',
    '1_000',
    '2025-01-01',
    'Jan-25',
    '5‰',
    '۱۲۳/۴',
    '١،٢٣٤',
    '“5”',
    '0 (zero)',
    'zero',
    '1.2M',
    '3k',
    '5.-',
    '12.34.567',
    '5.000.00',
    '5,000,00',
    '5 000,00 €',
    '1 234-',
    '10 - 20 people',
  ])('%j', (text) => {
    expect(readNumber(text, OPEN, count)).toEqual({ found: text, number: null, problem: 'not-a-number' });
  });
});

describe('Words and marks for “not reported” are neither a figure nor a fault', () => {
  it.each([
    ...['', ' ', '-', '–', '—', '--', '…', '..', '...', 'N/A', 'n/a', 'na', 'n.a.', 'ND', 'n.d.', 'nd', 's/o', 's/d'],
    ...[
      'Not available',
      'not reported',
      'non disponible',
      'Sans objet',
      'No disponible',
      'sin datos',
      'غير متوفر',
      'لا ينطبق',
    ],
  ])('%j', (text) => {
    expect(readNumber(text, OPEN, count)).toEqual({ found: text.trim(), number: null, problem: null });
    expect(readNumber(text, OPEN, answer).problem).toBeNull();
  });
});

describe('Errors of a spreadsheet', () => {
  it.each<Cell>([
    '#DIV/0!',
    '#N/A',
    '#REF!',
    '#ref!',
    { kind: 'error', code: '#VALUE!' },
    { kind: 'error', code: 'uncalculated' },
  ])('%j is a cell error', (cell) => {
    expect(readNumber(cell, OPEN, count)).toMatchObject({ number: null, problem: 'cell-error' });
  });
});

describe('Percentages are fractions of 1 inside', () => {
  it.each<[Cell, number]>([
    ['45%', 0.45],
    ['45 %', 0.45],
    ['45\u202f%', 0.45],
    ['%45', 0.45],
    ['٤٥٪', 0.45],
    ['45,5 %', 0.455],
    ['120%', 1.2],
    ['0%', 0],
    ['7%', 0.07],
    ['0.45', 0.45],
    ['0,45', 0.45],
    ['45', 45],
    [{ kind: 'percent', value: 0.45 }, 0.45],
    [0.45, 0.45],
  ])('%j is %d', (cell, number) => {
    expect(readNumber(cell, OPEN, share)).toMatchObject({ number, problem: null });
  });

  it.each<Cell>(['45%%', '%45%', '45% of 20', true, { kind: 'date', iso: '2025-03-01' }])(
    '%j is no percentage',
    (cell) => {
      expect(readNumber(cell, OPEN, share).problem).toBe('not-a-number');
    },
  );

  it('A numerator or denominator is a plain number, never a percentage', () => {
    expect(readNumber('45%', OPEN, share, 'numerator').problem).toBe('not-a-number');
    expect(readNumber('45', OPEN, share, 'denominator').number).toBe(45);
  });

  it('A percent sign beside another kind of figure is refused', () => {
    expect(readNumber({ kind: 'percent', value: 0.45 }, OPEN, count).problem).toBe('not-a-number');
  });
});

describe('Money', () => {
  it.each<[string, number]>([
    ['$1,200.50', 1200.5],
    ['US$ 1 200', 1200],
    ['1200 USD', 1200],
    ['USD 1,200.50', 1200.5],
    ['($1,200.50)', -1200.5],
    ['-$5', -5],
    ['$-5', -5],
  ])('%j is %d in an amount of USD', (text, number) => {
    expect(readNumber(text, OPEN, amount)).toMatchObject({ number, problem: null });
  });

  it.each(['1200 EUR', '€1200', '£5', '1200 people'])('%j is not in the indicator’s unit', (text) => {
    expect(readNumber(text, OPEN, amount).problem).toBe('not-a-number');
  });
});

describe('Answers', () => {
  it.each<[Cell, number]>([
    ['yes', 1],
    ['Yes', 1],
    ['OUI', 1],
    ['sí', 1],
    ['Si', 1],
    ['نعم', 1],
    ['1', 1],
    [1, 1],
    [true, 1],
    ['TRUE', 1],
    ['✓', 1],
    ['no', 0],
    ['Non', 0],
    ['لا', 0],
    ['0', 0],
    ['٠', 0],
    ['N', 0],
    [0, 0],
    [false, 0],
  ])('%j is %d', (cell, number) => {
    expect(readNumber(cell, OPEN, answer)).toMatchObject({ number, problem: null });
  });

  it.each<Cell>(['maybe', 'partly', '2', 2, 0.5, 'Ñ', 'ó', '①'])('%j is no answer', (cell) => {
    expect(readNumber(cell, OPEN, answer).problem).toBe('not-a-number');
  });
});

describe('A file’s notation is one decision', () => {
  it.each<[string[], Notation['decimal']]>([
    [[], null],
    [['1234', '12'], null],
    [['1.234', '5.678'], null],
    [['1.234', '1.5'], '.'],
    [['1.234', '1,5'], ','],
    [['1.234', '1 234,567'], ','],
    [['1,234', '0.5'], '.'],
    [['1,234,567'], '.'],
    [['1.234.567'], ','],
    [['1.234,56'], ','],
    [['1,234.56'], '.'],
    [['1234.567'], '.'],
    [['1.5', '1,5', '1.234'], null],
    [['12,5 %'], ','],
    [['(1,5)'], ','],
    [['n.d.', 'N.A.', '31.03.2025'], null],
    [['see 1a.1', 'Table 3.5', 'v2.0', '1.234'], null],
    [['USD 1.5', '1.234'], '.'],
    [['$1.5'], '.'],
    [['1,5 pers.', '1.234'], ','],
    [['６，５'], ','],
    [['١٬٢٣٤٫٥'], null],
  ])('%j gives %j', (texts, decimal) => {
    expect(inferNotation(texts)).toEqual({ decimal });
  });

  it('does not depend on the order of the figures', () => {
    const figure = fc.constantFrom('1.234', '1,234', '1.5', '2,5', '7', '1.234.567', 'n/a', '1 234,5');
    fc.assert(
      fc.property(fc.array(figure), (texts) => {
        expect(inferNotation([...texts].reverse())).toEqual(inferNotation(texts));
      }),
    );
  });
});

it('Every whole number comes back from the ways in which people group it', () => {
  const groups: readonly [string, Notation][] = [
    [',', POINT],
    ['.', COMMA],
    ['\u202f', OPEN],
    [' ', OPEN],
    ['’', OPEN],
    ['٬', OPEN],
  ];
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(...groups), (number, [mark, notation]) => {
      const text = new Intl.NumberFormat('en-US').format(number).replaceAll(',', mark);
      expect(readNumber(text, notation, count).number).toBe(number);
    }),
  );
});

it('A text of a million marks is no figure, decides nothing, and is not searched for one', () => {
  const text = '1 .,'.repeat(1_000_000);
  expect(inferNotation([text])).toEqual(OPEN);
  expect(readNumber(text, OPEN, count)).toMatchObject({ number: null, problem: 'not-a-number' });
});

it('No text makes the reader throw, and a number and a problem never come together', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(count, amount, share, answer, null),
      (text, indicator) => {
        const { number, problem } = readNumber(text, OPEN, indicator);
        expect(number === null || (problem === null && Number.isFinite(number))).toBe(true);
      },
    ),
  );
});
