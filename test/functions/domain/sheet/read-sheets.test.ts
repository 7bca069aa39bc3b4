import { describe, expect, it } from 'vitest';
import type { Cell, Grid } from '../../../../functions/domain/sheet/grid.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import type { SheetReading, Statement } from '../../../../functions/domain/sheet/statement.ts';
import { issue } from '../../../../functions/domain/validation/issue.ts';
import { minimalPlan } from '../../../support/plan.ts';

type Rows = readonly (readonly Cell[])[];

const plan = minimalPlan();

function sheet(rows: Rows, name: string | null = null, hidden = false): Grid {
  return { sheet: name, hidden, rows };
}

function read(rows: Rows, name: string | null = null): SheetReading {
  return readSheets([sheet(rows, name)], plan, { orgUnit: 'KEN' });
}

/** A statement on one line: `KEN 1a.1 2025-Q1 sex=female 12`. */
function line({ orgUnit, indicator, period, categories, value, numerator, denominator }: Statement): string {
  const by = categories.map((category) => `${category.dimension}=${category.code}`).sort();
  const ratio = numerator || denominator ? [`${numerator?.number ?? null}/${denominator?.number ?? null}`] : [];
  return [orgUnit.code, indicator.code, period.code, ...by, ...(value ? [value.number] : []), ...ratio].join(' ');
}

function lines(reading: SheetReading): string[] {
  return reading.statements.map(line);
}

function codes(reading: SheetReading): string[] {
  return reading.issues.map(({ code }) => code);
}

describe('Layouts that state the same figures', () => {
  const expected = ['KEN 1a.3 2025-Q1 10', 'KEN 1a.3 2025-Q2 20'];

  it.each<[string, Rows]>([
    [
      'long, by code',
      [
        ['orgUnit', 'period', 'indicator', 'value'],
        ['KEN', '2025-Q1', '1a.3', 10],
        ['KEN', '2025-Q2', '1a.3', 20],
      ],
    ],
    [
      'long, in French, under title rows',
      [
        ['Rapport du bureau'],
        [],
        ['Pays', 'Trimestre', 'Indicateur', 'Valeur', 'Commentaire'],
        ['Kenya', 'T1 2025', 'Personnes en camp', '10', 'ok'],
        ['Kenya', '2e trimestre 2025', '1A3', '20', ''],
      ],
    ],
    [
      'long, in Arabic',
      [
        ['البلد', 'الفترة', 'المؤشر', 'القيمة'],
        ['KEN', 'الربع الأول ٢٠٢٥', '1a.3', '١٠'],
        ['KEN', 'الربع الثاني ٢٠٢٥', '1a.3', '٢٠'],
      ],
    ],
    [
      'long, with year and quarter in columns of their own and no office',
      [
        ['Year', 'Quarter', 'Code', 'Value'],
        [2025, 1, '1a.3', 10],
        [2025, 2, '1a.3', 20],
      ],
    ],
    [
      'wide by indicator',
      [
        ['Country', 'Period', 'People in camps'],
        ['Kenya', '2025-Q1', 10],
        ['Kenya', '2025-Q2', 20],
      ],
    ],
    [
      'wide by period',
      [
        ['Indicator', '2025-Q1', 'Q2 2025'],
        ['1a.3 People in camps', 10, 20],
      ],
    ],
    ['wide by quarter, the year above', [['Results 2025'], ['Indicator', 'Q1', 'Q2', 'Total'], ['1a.3', 10, 20, 30]]],
    [
      'wide by quarter under the year in two header rows',
      [
        ['Indicator', '2025', null],
        [null, 'Q1', 'Q2'],
        ['1a.3', 10, 20],
      ],
    ],
    [
      'two header rows, the periods over one indicator',
      [
        ['Country', 'Indicator', '2025-Q1', null, '2025-Q2', null],
        [null, null, 'Value', 'Numerator', 'Value', 'Numerator'],
        ['KEN', '1a.3', 10, null, 20, null],
      ],
    ],
    [
      'a header row again in the middle, and a source below',
      [
        ['Period', 'Indicator', 'Value'],
        ['2025-Q1', '1a.3', 10],
        ['Period', 'Indicator', 'Value'],
        ['2025-Q2', '1a.3', 20],
        ['Source: monthly reports', null, null],
        ['Prepared by', null, 'the team'],
      ],
    ],
    [
      'a column with a blank header over the indicators',
      [
        [null, '2025-Q1', '2025-Q2'],
        ['1a.3', 10, 20],
      ],
    ],
    [
      'HXL tags under the headers',
      [
        ['Where', 'When', 'What', 'How many'],
        ['#country+code', '#date', '#indicator+code', '#indicator+value+num'],
        ['KEN', '2025-Q1', '1a.3', 10],
        ['KEN', '2025-Q2', '1a.3', 20],
      ],
    ],
    [
      'HXL tags alone',
      [
        ['#country+code', '#period', '#indicator+code', '#indicator+value'],
        ['KEN', '2025-Q1', '1a.3', 10],
        ['KEN', '2025-Q2', '1a.3', 20],
      ],
    ],
    [
      'merged key cells, read once',
      [
        ['Indicator', 'Period', 'Value'],
        ['1a.3', '2025-Q1', 10],
        [null, '2025-Q2', 20],
      ],
    ],
    [
      'code and title of the indicator side by side',
      [
        ['Indicator code', 'Indicator title', 'Period', 'Value'],
        ['1a.3', 'Our own wording', '2025-Q1', 10],
        ['1a.3', 'People in camps', '2025-Q2', 20],
      ],
    ],
    [
      'a row of totals',
      [
        ['Country', 'Period', 'Indicator', 'Value'],
        ['KEN', '2025-Q1', '1a.3', 10],
        ['KEN', '2025-Q2', '1a.3', 20],
        ['TOTAL', null, null, 30],
      ],
    ],
    [
      'rows left blank',
      [
        ['Period', 'Indicator', 'Value'],
        ['2025-Q1', '1a.3', 10],
        ['2025-Q2', '1a.3', 20],
        ['2025-Q3', '1a.3', null],
        ['2025-Q3', '0a.9', '  '],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(lines(read(rows))).toEqual(expected);
  });
});

describe('Breakdowns', () => {
  const expected = ['KEN 1a.1 2025-Q1 sex=female 6', 'KEN 1a.1 2025-Q1 sex=male 4', 'KEN 1a.1 2025-Q1 10'];

  it.each<[string, Rows]>([
    [
      'in rows, the total by a blank',
      [
        ['Indicator', 'Period', 'Sex', 'Value'],
        ['1a.1', '2025-Q1', 'F', 6],
        ['1a.1', '2025-Q1', 'men', 4],
        ['1a.1', '2025-Q1', null, 10],
      ],
    ],
    [
      'in rows under one indicator, the total by a word',
      [
        ['Indicator', 'Period', 'Gender', 'Value'],
        ['People reached', null, null, null],
        [null, '2025-Q1', 'Women and girls', 6],
        [null, '2025-Q1', 'Men and boys', 4],
        [null, '2025-Q1', 'Total', 10],
      ],
    ],
    [
      'in columns',
      [
        ['Indicator', 'Period', 'Female', 'Male', 'Total'],
        ['1a.1', '2025-Q1', 6, 4, 10],
      ],
    ],
    [
      'in columns under the indicator',
      [
        ['Period', 'People reached', null, null],
        [null, 'Female', 'Male', 'Total'],
        ['2025-Q1', 6, 4, 10],
      ],
    ],
    [
      'in columns under the period',
      [
        ['Indicator', '2025-Q1', null, null],
        [null, 'Female', 'Male', 'Total'],
        ['1a.1', 6, 4, 10],
      ],
    ],
    [
      'in columns under the dimension',
      [
        ['Indicator', 'Period', 'Sex', null, 'Value'],
        [null, null, 'F', 'M', null],
        ['1a.1', '2025-Q1', 6, 4, 10],
      ],
    ],
    [
      'in headers of several parts',
      [
        ['Period', '1a.1 – Female', '1a.1 (male)', 'People reached: total'],
        ['2025-Q1', 6, 4, 10],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(lines(read(rows))).toEqual(expected);
  });

  it('an open dimension takes any text as written, and a total word as the total', () => {
    const reading = read([
      ['Indicator', 'Period', 'Nationality', 'Value'],
      ['1a.1', '2025-Q1', ' South Sudan ', 7],
      ['1a.1', '2025-Q1', 'Ensemble', 7],
      ['1a.1', '2025-Q1', '-', 7],
    ]);
    expect(lines(reading)).toEqual([
      'KEN 1a.1 2025-Q1 nationality=South Sudan 7',
      'KEN 1a.1 2025-Q1 7',
      'KEN 1a.1 2025-Q1 7',
    ]);
  });

  it('an unknown category is kept with its cell, to be returned', () => {
    const reading = read([
      ['Indicator', 'Period', 'Sex', 'Value'],
      ['1a.1', '2025-Q1', 'unknown sex', 6],
    ]);
    expect(reading.statements[0]?.categories).toEqual([
      { dimension: 'sex', code: null, found: 'unknown sex', at: { sheet: null, row: 2, column: 'C' } },
    ]);
  });
});

describe('Ratios', () => {
  const expected = ['KEN 1a.2 2025-Q1 30/40'];

  it.each<[string, Rows]>([
    [
      'in columns of a long table',
      [
        ['Indicator', 'Period', 'Numerator', 'Denominator'],
        ['1a.2', '2025-Q1', 30, 40],
      ],
    ],
    [
      'in headers of two parts',
      [
        ['Period', 'Share satisfied – numerator', 'Share satisfied – denominator'],
        ['2025-Q1', 30, 40],
      ],
    ],
    [
      'in two header rows',
      [
        ['Period', '1a.2', null],
        [null, 'Numérateur', 'Dénominateur'],
        ['2025-Q1', 30, 40],
      ],
    ],
  ])('%s', (_, rows) => {
    expect(lines(read(rows))).toEqual(expected);
  });
});

describe('What is left unsaid', () => {
  it('the office is that of the folder', () => {
    const reading = read([
      ['Period', 'Indicator', 'Value'],
      ['2025-Q1', '1a.3', 10],
    ]);
    expect(reading.statements[0]?.orgUnit).toMatchObject({ code: 'KEN', at: { row: null, column: null } });
  });

  it.each<[string, Rows, string | null]>([
    ['a title row', [['Reporting period: Q1 2025'], ['Indicator', 'Value'], ['1a.3', 10]], 'Data'],
    ['a title beside its label', [['Period', '2025-Q1'], [], ['Indicator', 'Value'], ['1a.3', 10]], 'Data'],
    [
      'a title with the year as well',
      [['Plan 2025'], ['Results of T1 2025'], ['Indicator', 'Value'], ['1a.3', 10]],
      null,
    ],
    [
      'the name of the sheet',
      [
        ['Indicator', 'Value'],
        ['1a.3', 10],
      ],
      'T1_2025',
    ],
  ])('the period is taken from %s', (_, rows, name) => {
    expect(lines(read(rows, name))).toEqual(['KEN 1a.3 2025-Q1 10']);
  });

  it('without a period anywhere the table is returned, saying so', () => {
    const reading = read([
      ['Indicator', 'Value'],
      ['1a.3', 10],
    ]);
    expect(reading.statements).toEqual([]);
    expect(codes(reading)).toEqual(['no-period']);
  });

  it('the indicator is taken from a title or from the name of the sheet', () => {
    const rows = [
      ['Period', 'Value'],
      ['2025-Q1', 10],
    ];
    expect(lines(read([['Indicator: People in camps'], ...rows]))).toEqual(['KEN 1a.3 2025-Q1 10']);
    expect(lines(read(rows, '1a.3'))).toEqual(['KEN 1a.3 2025-Q1 10']);
    expect(codes(read(rows, 'Sheet1'))).toEqual(['no-indicator']);
  });

  it('a figure whose row names no indicator is kept with its cell', () => {
    const reading = read([
      ['Period', 'Indicator', 'Value'],
      ['2025-Q1', '1a.3', 10],
      [null, null, 99],
    ]);
    expect(reading.statements[1]).toMatchObject({
      indicator: { code: null },
      period: { code: null },
      value: { number: 99 },
    });
    expect(reading.statements[1]?.value?.at).toEqual({ sheet: null, row: 3, column: 'C' });
  });
});

describe('Columns', () => {
  it('each is told once, with what was made of it', () => {
    const reading = read([
      ['Country', 'Period', 'Remarks', 'Donor', 'People in camps', 'Share satisfied – numerator'],
      ['KEN', '2025-Q1', 'fine', 'ECHO', 10, 5],
      ['KEN', '2025-Q2', 'fine', 'ECHO', 10, 5],
    ]);
    expect(reading.understood.map(({ column, header, role }) => `${column} ${header}: ${role}`)).toEqual([
      'A Country: orgUnit',
      'B Period: period',
      'C Remarks: ignored',
      'D Donor: unknown',
      'E People in camps: indicator 1a.3',
      'F Share satisfied – numerator: indicator 1a.2, numerator',
    ]);
    expect(reading.issues).toEqual([
      expect.objectContaining({ code: 'unknown-column', severity: 'warning', found: 'Donor', row: 1, column: 'D' }),
    ]);
  });

  it('of a pair that names dimension and category, those of the file are told', () => {
    const reading = read([
      ['Indicator', 'Period', 'Breakdown', 'Category', 'Value'],
      ['1a.1', '2025-Q1', null, null, 10],
      ['1a.1', '2025-Q1', 'Sex', 'Female', 6],
      ['1a.1', '2025-Q1', 'Nationality', 'SSD', 10],
    ]);
    expect(reading.understood.map(({ column, header, role }) => `${column} ${header}: ${role}`)).toEqual([
      'A Indicator: indicator',
      'B Period: period',
      'C Breakdown: dimension sex, dimension nationality',
      'D Category: dimension sex, dimension nationality',
      'E Value: value',
    ]);
  });

  it('the plan’s own words win over the built-in ones, and ignore wins over everything', () => {
    const own = minimalPlan({ headers: { ...plan.headers, ignore: ['value', 'beneficiaries'], value: ['how many'] } });
    const rows = [
      ['Period', 'Indicator', 'Value', 'Beneficiaries', 'How many'],
      ['2025-Q1', '1a.3', 1, 2, 3],
    ];
    const reading = readSheets([sheet(rows)], own, { orgUnit: 'KEN' });
    expect(lines(reading)).toEqual(['KEN 1a.3 2025-Q1 3']);
  });

  it('a slip of spelling is forgiven and told; another word that is near is not', () => {
    const reading = read([
      ['Country', 'Period', 'People in camp', 'returned_people_in_camps'],
      ['KEN', '2025-Q1', 10, 99],
    ]);
    expect(lines(reading)).toEqual(['KEN 1a.3 2025-Q1 10']);
    expect(reading.issues.map(({ code, found, expected }) => [code, found, expected])).toEqual([
      ['unknown-column', 'returned_people_in_camps', null],
      ['header-read-as', 'People in camp', 'people in camps'],
    ]);
  });

  it('a header that two indicators share is not guessed', () => {
    const [, , camps, policy] = plan.indicators;
    if (!camps || !policy) throw new Error('the minimal plan has four indicators');
    const twins = minimalPlan({ indicators: [camps, { ...policy, title: camps.title }] });
    const rows = [
      ['Country', 'Period', 'People in camps'],
      ['KEN', '2025-Q1', 10],
    ];
    const reading = readSheets([sheet(rows)], twins, { orgUnit: 'KEN' });
    expect(reading.statements).toEqual([]);
    expect(reading.issues).toContainEqual(expect.objectContaining({ code: 'no-table' }));
  });

  it('two columns that contradict each other about the indicator name none', () => {
    const reading = read([
      ['Indicator code', 'Indicator title', 'Period', 'Value'],
      ['1a.3', 'People reached', '2025-Q1', 10],
    ]);
    expect(reading.statements[0]?.indicator).toMatchObject({ code: null, found: '1a.3 / People reached' });
  });

  it('country and office side by side mean the office', () => {
    const reading = read([
      ['Country', 'Office', 'Period', 'Indicator', 'Value'],
      ['Kenya', 'Dadaab', '2025-Q1', '1a.3', 10],
    ]);
    expect(lines(reading)).toEqual(['KEN-DAD 1a.3 2025-Q1 10']);
  });
});

describe('Sheets', () => {
  const data: Rows = [
    ['Period', 'Indicator', 'Value'],
    ['2025-Q1', '1a.3', 10],
  ];
  const blank: Rows = [
    ['Period', 'Indicator', 'Value'],
    ['2025-Q1', '1a.3', null],
  ];
  const list: Rows = [
    ['Indicator', 'Unit'],
    ['1a.3', 'people'],
  ];

  it('those with tables are read, visible ones without are told, and so are hidden ones with, which are left out', () => {
    const grids = [
      sheet([['How to fill this in']], 'Read me'),
      sheet(data, 'Data'),
      sheet(list, 'List'),
      sheet(data, 'Old', true),
      sheet([], 'Empty'),
    ];
    const reading = readSheets(grids, plan, { orgUnit: 'KEN' });
    expect(lines(reading)).toEqual(['KEN 1a.3 2025-Q1 10']);
    expect(reading.issues.map(({ code, severity, found }) => [code, severity, found])).toEqual([
      ['sheet-skipped', 'info', 'Read me'],
      ['sheet-skipped', 'info', 'List'],
      ['hidden-sheet-skipped', 'info', 'Old'],
    ]);
  });

  it('hidden ones are read, and told, when no visible one holds a table', () => {
    const reading = readSheets([sheet(list, 'List'), sheet(data, 'Old', true)], plan, { orgUnit: 'KEN' });
    expect(lines(reading)).toEqual(['KEN 1a.3 2025-Q1 10']);
    expect(codes(reading)).toContain('hidden-sheet-read');
  });

  it('an unfilled form on view is not replaced by a hidden sheet', () => {
    const reading = readSheets([sheet(blank, 'Data'), sheet(data, 'Old', true)], plan, { orgUnit: 'KEN' });
    expect(reading.statements).toEqual([]);
    expect(codes(reading)).toEqual(['hidden-sheet-skipped']);
  });

  it('what is hidden in a sheet is told where the sheet is read, and only there', () => {
    const remarks = [issue('hidden-rows', 'info', { found: '2' })];
    const grids = [
      { ...sheet(data, 'Data'), remarks },
      { ...sheet(list, 'List'), remarks },
    ];
    expect(codes(readSheets(grids, plan, { orgUnit: 'KEN' }))).toEqual(['hidden-rows', 'sheet-skipped']);
  });

  it('a sheet on view that cannot be opened is not replaced by a hidden one', () => {
    const grids = [{ ...sheet(data, 'Old'), hidden: true }];
    const reading = readSheets(grids, plan, { orgUnit: 'KEN', isIncomplete: true });
    expect(reading.statements).toEqual([]);
    expect(codes(reading)).toContain('no-table');
  });

  it.each<[string, Rows]>([
    ['nothing', []],
    ['blank cells', [[null, ''], ['  ']]],
    ['prose', [['Dear colleague,'], ['please find our figures attached.']]],
    [
      'figures without headers',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
  ])('%s gives no table, saying which headers were looked for', (_, rows) => {
    const reading = read(rows);
    expect(reading.statements).toEqual([]);
    expect(reading.issues).toEqual([expect.objectContaining({ code: 'no-table', severity: 'error' })]);
    expect(reading.issues[0]?.expected).toContain('mission');
  });

  it('a second table further down is read with its own header', () => {
    const reading = read([
      ['Period', 'Indicator', 'Value'],
      ['2025-Q1', '1a.3', 10],
      [],
      ['Country', 'Period', 'Indicator', 'Numerator', 'Denominator'],
      ['KEN', '2025-Q1', '1a.2', 3, 4],
    ]);
    expect(lines(reading)).toEqual(['KEN 1a.3 2025-Q1 10', 'KEN 1a.2 2025-Q1 3/4']);
  });

  it('the decimal mark is decided over all sheets together', () => {
    const rows = (text: string): Rows => [
      ['Period', 'Indicator', 'Value'],
      ['2025-Q1', '1a.3', text],
    ];
    const reading = readSheets([sheet(rows('1.234'), 'A'), sheet(rows('5,5'), 'B')], plan, { orgUnit: 'KEN' });
    expect(reading.statements.map(({ value }) => value?.number)).toEqual([1234, 5.5]);
  });
});
