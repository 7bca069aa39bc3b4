import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { cellText } from '../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { judgeUpload } from '../../../../functions/ingest/judge-upload.ts';
import type { Outcome } from '../../../../functions/ingest/outcome.ts';
import { returnedFile, type Setting } from '../../../support/annotated.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { faultsOf } from '../../../support/sound-package.ts';
import { load, saved } from '../../../support/workbook.ts';

const SETTING: Setting = { plan: minimalPlan(), orgUnit: 'KEN', today: '2025-04-10', language: 'fr', file: 'a.csv' };

function returnedText(text: string, setting = SETTING) {
  const { bytes, ...rest } = returnedFile(new TextEncoder().encode(text), setting);
  if (bytes === null) throw new Error('No workbook was made');
  return { ...rest, bytes };
}

/** The rows of the office's own sheet in a returned workbook. */
function rowsOf(bytes: Uint8Array) {
  const opened = openFile(bytes);
  if (!opened.ok) throw new Error(opened.issue.code);
  return opened.grids.find(({ sheet }) => sheet === 'Données')?.rows ?? [];
}

/** Codes of what only a text can be told: its encoding and its separators. */
const OF_TEXTS = /^(?:encoding-|row-too-wide$)/;

function said({ status, accepted, returned, observations, issues }: Outcome) {
  const figures = Array.from(observations, ({ sheet, ...observation }) => observation);
  const told = issues
    .filter(({ code }) => !OF_TEXTS.test(code))
    .map(({ code, row, column, found, expected, area }) => [code, row, column, found, expected, area]);
  // Whether anything is told is compared by what is told.
  return { status: status.startsWith('accepted') ? 'accepted' : status, accepted, returned, figures, told };
}

const HEADERS = [
  'Indicator',
  'Period',
  'Office',
  'Sex',
  'Value',
  'Numerator',
  'Denominator',
  'Note',
  '1a.3',
  '2025-Q1',
  'Women',
];
const TEXTS = [
  ...[
    '1a.1',
    '1a.2',
    '1a.3',
    '1a.4',
    '9z.9',
    '2025-Q1',
    '2025',
    'T1 2025',
    'KEN',
    'Kenya',
    'F',
    'M',
    'female',
    'Total',
  ],
  ...['0', '5', '12', '-3', '007', '1234', '1.234', '1,234', '12,5', '12.5', '1 234', '1 234', '45%', '45 %', '0,45'],
  ...['1e3', '6E+05', '<15', '10-20', 'n/d', '-', '…', 'yes', 'non', '٣٤', '999999999999999999', '+5', '1/2', '45930'],
  ...[
    '=1+1',
    '=HYPERLINK("http://x","y")',
    '@SUM(A1)',
    '_x0041_',
    'a_x000D_b',
    ' a ',
    '"quoted"',
    "'12",
    '\u0007',
    'é',
  ],
  ...['', '', '', ''],
];

const table = fc.record({
  header: fc.shuffledSubarray(HEADERS, { minLength: 3 }),
  rows: fc.array(fc.array(fc.constantFrom(...TEXTS), { maxLength: 12 }), { minLength: 1, maxLength: 12 }),
  delimiter: fc.constantFrom(',', ';', '\t'),
});

describe('A text file returned as a workbook', () => {
  it('says the same as the text did, whatever stands in it', () => {
    fc.assert(
      fc.property(table, ({ header, rows, delimiter }) => {
        const text = Papa.unparse([header, ...rows], { delimiter });
        const before = judgeUpload(new TextEncoder().encode(text), SETTING.plan, SETTING);
        const opened = openFile(new TextEncoder().encode(text));
        fc.pre(opened.ok);
        const { bytes } = returnedText(text);
        expect(said(judgeUpload(bytes, SETTING.plan, SETTING))).toEqual(said(before));
      }),
      { numRuns: 80 },
    );
  });

  it('keeps every text as it was written', async () => {
    const text =
      'Indicator,Period,Value,Note\n1a.3,2025-Q1,12,007\n1a.1,2025-Q1,"1,234",=1+1\n9z.9,2025-Q1,0012,_x0041_\n';
    const { bytes } = returnedText(text);
    expect(rowsOf(bytes)).toEqual([
      ['Indicator', 'Period', 'Value', 'Note'],
      ['1a.3', '2025-Q1', '12', '007'],
      ['1a.1', '2025-Q1', '1,234', '=1+1'],
      ['9z.9', '2025-Q1', '0012', '_x0041_'],
    ]);
    const sheet = (await load(bytes)).getWorksheet('Données');
    expect(sheet?.getCell('D3').formula).toBeUndefined();
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(faultsOf(bytes)).toEqual([]);
  });

  it('is asked about what commas may have cut in two again, also when returned twice, until it is corrected', async () => {
    const codes = ({ issues }: Outcome) => issues.map(({ code }) => code);
    const first = returnedText('Indicator,Period,Value\n1a.3,2025-Q1,12,5\n');
    const second = returnedFile(first.bytes, SETTING);
    const third = returnedFile(second.bytes ?? new Uint8Array(), SETTING);
    for (const { outcome } of [first, second, third]) expect(codes(outcome)).toContain('split-number');
    const book = await load(third.bytes ?? new Uint8Array());
    const sheet = book.getWorksheet('Données');
    if (!sheet) throw new Error('The sheet is gone');
    sheet.getCell('C2').value = 125;
    const { outcome } = returnedFile(await saved(book), SETTING);
    expect(Array.from(outcome.observations, ({ total }) => total.value)).toEqual([125]);
  });

  it('in Arabic reads from right to left', async () => {
    const { bytes } = returnedText('Indicator;Period;Value\n1a.3;2025-Q1;x\n', { ...SETTING, language: 'ar' });
    const book = await load(bytes);
    expect(book.worksheets.slice(0, 2).map(({ name, views }) => [name, views[0]?.rightToLeft])).toEqual([
      ['للتصحيح', true],
      ['البيانات', true],
    ]);
  });

  it('with characters that no workbook can hold is told of all the same', () => {
    const { bytes } = returnedText(
      `Indicator;Period;Value\n1a.3;2025-Q1;\u0001\ufffe<&>x\n${'1a.3;2025-Q1;1\n'.repeat(20)}`,
    );
    expect(faultsOf(bytes)).toEqual([]);
    expect(cellText(rowsOf(bytes)[1]?.[2])).toBe('\u0001\ufffe<&>x');
  });
});
