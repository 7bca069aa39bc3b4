import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, type Grid } from '../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import { judge } from '../../../../functions/domain/validation/judge.ts';
import { handmade } from '../../../support/handmade.ts';
import { OFFICE_TODAY, officePlan } from '../../../support/office/plan.ts';

const plan = officePlan();
const RUNS = Number(process.env.RUNS ?? 250);

const HEADER = ['Office', 'Period', 'Indicator', 'Sex', 'Value', 'Numerator', 'Denominator'];
const ROWS = [
  ['KEN', '2025-Q1', '1a.2', '', '10', '', ''],
  ['KEN', '2025-Q1', '1a.2', 'female', '6', '', ''],
  ['KEN', '2025-Q1', '1a.2', 'male', '4', '', ''],
  ['KEN', '2025-Q2', '1a.2', '', '1200', '', ''],
  ['KEN-DAD', '2025-Q2', '1a.2', '', '7', '', ''],
  ['KEN', '2025-Q1', '1a.3', '', '1234.56', '', ''],
  ['KEN', '2025-Q2', '1a.4', '', '', '3', '4'],
  ['KEN', '2025', '1a.7', '', '1', '', ''],
  ['KEN', '2025-03', 'E4.1', '', '99', '', ''],
];
const GOOD = [HEADER, ...ROWS];

function csv(rows: readonly (readonly string[])[]): Uint8Array {
  return new TextEncoder().encode(rows.map((row) => `${row.join(';')}\n`).join(''));
}

/** Every figure read, by the texts of its row and its column, and by who, what, when and of whom it was taken for. */
function stated(grids: readonly Grid[]): {
  figures: Map<string, { number: number; of: string; text: string; row: string }>;
} {
  const { statements } = readSheets(grids, plan, { orgUnit: 'KEN' });
  const figures = new Map<string, { number: number; of: string; text: string; row: string }>();
  for (const { orgUnit, indicator, period, categories, value, numerator, denominator } of statements) {
    for (const written of [value, numerator, denominator]) {
      if (written?.number == null) continue;
      const cells = grids[0]?.rows[(written.at.row ?? 0) - 1] ?? [];
      const by = categories.map((one) => `${one.dimension}=${one.code}`);
      figures.set(`${written.at.row}${written.at.column}`, {
        number: written.number,
        of: [orgUnit.code, indicator.code, period.code, ...by].join(' '),
        text: written.found,
        row: cells.map((cell) => cellText(cell)).join(';'),
      });
    }
  }
  return { figures };
}

/** Whether a text has the digits of a number, or is the word for it. */
function spells(text: string, number: number): boolean {
  if (/^(?:y|n|o|s|no|yes|true|false)$/i.test(text)) return number === 0 || number === 1;
  if (/\de[+-]?\d+$/i.test(text)) return Number(text) === number;
  const [digits = ''] = String(Math.abs(number)).replace(/^0?\./, '').replace('.', '').split('e');
  return text.replace(/\D/g, '').includes(digits);
}

function open(bytes: Uint8Array): readonly Grid[] | null {
  const opened = openFile(bytes);
  return opened.ok ? opened.grids : null;
}

const good = stated(open(csv(GOOD)) ?? []).figures;
const byRow: ReadonlyMap<string, readonly { number: number; of: string }[]> = Map.groupBy(
  good.values(),
  ({ row }) => row,
);

/** Texts put in the place of others, with the numbers that each may be read as in a count. */
const TEXTS: readonly (readonly [string, readonly number[]])[] = [
  ['', []],
  ['0', [0]],
  ['12', [12]],
  ['1.234', [1.234]],
  ['1,234', [1234]],
  ['1 234', [1234]],
  ['(5)', [-5]],
  ['-5', [-5]],
  ['45%', [0.45]],
  ['1e3', [1000]],
  ['10-12', []],
  ['<5', []],
  ['n/a', []],
  ['many', []],
  ['2025', [2025]],
  ['1900', [1900]],
  ['2025-Q2', []],
  ['female', []],
  ['yes', [1]],
  ['#REF!', []],
  ['Total', []],
  ['KEN', []],
  ['1a.2', []],
  ['Value', []],
  ['12 people', [12]],
  ['USD 12', [12]],
  ['"', []],
  ['\u0000', []],
  ['x'.repeat(400), []],
];

describe('A file of which one cell was changed', () => {
  const anywhere = fc.record({
    row: fc.nat({ max: ROWS.length - 1 }),
    column: fc.nat({ max: HEADER.length - 1 }),
    change: fc.constantFrom(...TEXTS),
  });

  it('states in every other row what it stated before, or returns it, and in the changed one what its cells say', () => {
    fc.assert(
      fc.property(anywhere, ({ row, column, change: [text, numbers] }) => {
        const rows = ROWS.map((cells, at) => (at === row ? cells.with(column, text) : cells));
        const grids: Grid[] = [{ sheet: null, hidden: false, rows: [HEADER, ...rows] }];
        for (const [cell, figure] of stated(grids).figures) {
          const at = Number(/\d+/.exec(cell)?.[0]) - 2;
          const before = good.get(cell);
          if (at !== row || (column < 4 && figure.text === before?.text)) expect(figure.number).toBe(before?.number);
          else expect(numbers.includes(figure.number) || figure.number === before?.number).toBe(true);
          if (at !== row || column >= 4)
            expect(figure.of).toBe(byRow.get(ROWS[at]?.join(';') ?? '')?.[0]?.of ?? figure.of);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('with another header, takes no figure for anything but what it was', () => {
    const header = fc.record({ column: fc.nat({ max: HEADER.length - 1 }), change: fc.constantFrom(...TEXTS) });
    const taken = (rows: readonly (readonly string[])[]) => {
      const reading = readSheets([{ sheet: null, hidden: false, rows }], plan, { orgUnit: 'KEN' });
      const { observations } = judge(reading, plan, { orgUnit: 'KEN', today: OFFICE_TODAY });
      return new Map(
        [...observations].map(({ orgUnit, indicator, period, total, breakdown }) => [
          `${orgUnit} ${indicator} ${period}`,
          { total, breakdown: breakdown.map(({ categories, value }) => ({ categories, value })) },
        ]),
      );
    };
    const whole = taken(GOOD);
    expect(whole.size).toBe(7);
    fc.assert(
      fc.property(header, ({ column, change: [text] }) => {
        for (const [key, figures] of taken([HEADER.with(column, text), ...ROWS])) {
          expect([key, figures]).toEqual([key, whole.get(key)]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('A file of which bytes were changed', () => {
  const damage = fc.array(
    fc.record({ at: fc.nat({ max: 100_000 }), byte: fc.nat({ max: 255 }), how: fc.constantFrom('put', 'cut', 'add') }),
    { minLength: 1, maxLength: 3 },
  );
  function damaged(bytes: Uint8Array, changes: readonly { at: number; byte: number; how: string }[]): Uint8Array {
    const all = [...bytes];
    for (const { at, byte, how } of changes) {
      all.splice(at % all.length, how === 'add' ? 0 : 1, ...(how === 'cut' ? [] : [byte]));
    }
    return Uint8Array.from(all);
  }

  it('states of every row that is still the same what it did, and of others what their cells spell', () => {
    fc.assert(
      fc.property(damage, (changes) => {
        const grids = open(damaged(csv(GOOD), changes));
        const head = (grids?.[0]?.rows[0] ?? []).map((cell) => cellText(cell)).join(';');
        for (const { row, number, of, text } of stated(grids ?? []).figures.values()) {
          const before = byRow.get(row.replace(/;+$/, '')) ?? byRow.get(row);
          if (before && head === HEADER.join(';')) {
            expect(before.map((one) => [one.number, one.of])).toContainEqual([number, of]);
          } else expect(spells(text, number)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('a workbook states what it did, or is refused by name', () => {
    const cell = (text: string) =>
      text === ''
        ? '<p:c/>'
        : /^\d+(\.\d+)?$/.test(text)
          ? `<p:c><p:v>${text}</p:v></p:c>`
          : `<p:c t="inlineStr"><p:is><p:t>${text}</p:t></p:is></p:c>`;
    const sheet = GOOD.map((row) => `<p:row>${row.map(cell).join('')}</p:row>`).join('');
    const bytes = handmade({ sheets: [sheet] });
    const whole = [...stated(open(bytes) ?? []).figures];
    expect(whole.length).toBe(10);
    fc.assert(
      fc.property(damage, (changes) => {
        const grids = open(damaged(bytes, changes));
        if (grids) for (const figure of stated(grids).figures) expect(whole).toContainEqual(figure);
      }),
      { numRuns: RUNS },
    );
  });
});
