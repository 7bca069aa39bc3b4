import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../../functions/domain/sheet/grid.ts';
import { openFile } from '../../../../functions/domain/sheet/open.ts';
import { readSheets } from '../../../../functions/domain/sheet/read-sheets.ts';
import { judge } from '../../../../functions/domain/validation/judge.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { judgeText, outcome } from './support.ts';

const plan = minimalPlan();
const context = { orgUnit: 'KEN', today: '2025-04-10' };

describe('Figures that must not be taken for what they are not', () => {
  it.each<[string, string, string[]]>([
    [
      'shares of women in percent beside counts',
      'Indicator;Period;Total;Women;Women (%);Men %\n1a.1;2025-Q1;0;0;60;40\n',
      ['1a.1 2025-Q1 0 female 0', 'warning unknown-column E1 Women (%)', 'warning unknown-column F1 Men %'],
    ],
    [
      'attainment beside the result',
      'Indicator;Period;Achieved;Achieved %\n1a.3;2025-Q1;450;90\n',
      ['1a.3 2025-Q1 450', 'warning unknown-column D1 Achieved %'],
    ],
    [
      'a target headed with the indicator’s code',
      'Office;Period;1a.3 Target;1a.3 (baseline);1a.3 Actual\nKEN;2025-Q1;500;400;450\n',
      ['1a.3 2025-Q1 450', 'warning unknown-column C1 1a.3 Target'],
    ],
    [
      'a target in a row of its own',
      'Indicator;Period;Value\n1a.3 cible;2025-Q1;500\n',
      ['error nothing-accepted', 'error unknown-indicator A2 1a.3 cible'],
    ],
    [
      'decimals cut off by the commas between cells',
      'Indicator,Period,Value\n1a.3,2025-Q1,12,5\n',
      ['error nothing-accepted', 'error split-number C2 12,5', 'warning column-without-header D1'],
    ],
    [
      'thousands cut off before a note',
      'Indicator,Period,Value,Note\n1a.3,2025-Q1,1,234,checked\n',
      ['error nothing-accepted', 'error split-number C2 1,234', 'warning column-without-header E1'],
    ],
    [
      'figures under the name of another office',
      'Country office: Colombia;\nIndicator;Value Q1 2025\n1a.3;10\n',
      ['error nothing-accepted', 'error foreign-org-unit A1 Country office: Colombia -> KEN'],
    ],
    [
      'a file whose title speaks of another office',
      'Colombia – results of 2025;\nIndicator;Value Q1 2025\n1a.3;10\n',
      ['1a.3 2025-Q1 10', 'warning title-of-other A1 Colombia – results of 2025 -> KEN'],
    ],
    [
      'a table whose title says that it is of targets',
      'Planned figures 2025;;\nIndicator;Period;Value\n1a.3;2025-Q1;10\n',
      ['warning nothing-reported', 'warning table-of-targets A1 Planned figures 2025'],
    ],
    [
      'a sum of categories of which one is not reported',
      'Indicator;Period;Sex;Nationality;Value\n1a.1;2025-Q1;F;SSD;6\n',
      ['error nothing-accepted', 'error incomplete-breakdown E2 -> male (Men and boys)'],
    ],
    [
      'thousands written with a dot beside a decimal point',
      'Indicator;Period;Value;Numerator;Denominator\n1a.3;2025-Q1;12.000;;\n1a.2;2025-Q1;22.5%;9.000;40.000\n',
      [
        'error nothing-accepted',
        'error ambiguous-number C2 12.000 -> 12000, 12',
        'error ambiguous-number D3 9.000 -> 9000, 9',
        'error ambiguous-number E3 40.000 -> 40000, 40',
      ],
    ],
    [
      'figures in thousands',
      'Figures in thousands;;\nIndicator;Period;Value\n1a.3;2025-Q1;4\n',
      ['error scaled-figures A1 Figures in thousands'],
    ],
    [
      'categories below a header that names only some of their columns',
      'Indicator;Period;Actual;Foreseen;\n;;;Women;Men\n1a.1;2025-Q1;0;40;50\n',
      ['error header-unclear 2 Women, Men', 'warning unknown-column D1 Foreseen', 'warning column-without-header E1'],
    ],
    [
      'parts below a period that the plan does not know',
      'Indicator;Q1 2025;;Q2 2025;\n;Urban;Rural;Urban;Rural\n1a.3;4;5;40;50\n',
      [
        'error header-unclear 2 Urban, Rural, Urban, Rural',
        'warning column-without-header C1',
        'warning column-without-header E1',
      ],
    ],
    [
      'women’s figures below a header of two lines that do not fit',
      'Indicator;Q1 2025;;Foreseen;\n;Women;Men;Women;Men\n1a.1;4;5;40;50\n',
      ['error header-unclear 1 Foreseen', 'info column-inferred A2 -> indicator'],
    ],
    [
      'targets that span columns of categories',
      'Indicator;Period;Target;;Actual;;\n;;Women;Men;Women;Men;Total\n1a.1;2025-Q1;4;5;0;0;0\n',
      ['1a.1 2025-Q1 0 female 0 male 0'],
    ],
    [
      'categories of one period beside the total of another',
      'Q1 2025;;;;\nIndicator;Women;Men;Total;Value Q4 2024\n1a.1;0;0;0;9\n',
      [
        '1a.1 2025-Q1 0 female 0 male 0',
        'error unknown-period E2 Q4 2024 -> 2025-Q1',
        'error missing-breakdown E3 9 -> nationality',
        'error missing-breakdown E3 9 -> sex',
      ],
    ],
    [
      'a whole number too long to be kept exactly',
      'Indicator;Period;Value\n1a.3;2025-Q1;9007199254740993\n',
      ['error nothing-accepted', 'error out-of-range C2 9007199254740993 -> 0 – 9007199254740991'],
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});

describe('Files that an office may well send', () => {
  it.each<[string, string, string[]]>([
    [
      'the office’s own name above the table',
      'Office: Kenya;\nAfrica;\nIndicator;Value Q1 2025\n1a.3;10\n',
      ['1a.3 2025-Q1 10'],
    ],
    [
      'the plan’s name above the table',
      'Plan 2024-2028;;\nIndicator;Period;Value\n1a.3;2025-Q1;10\n',
      ['1a.3 2025-Q1 10'],
    ],
    [
      'columns of units and of currencies, which name no office',
      'Indicator;Period;Unit of measure;Currency;Value\n1a.3;2025-Q1;people;EUR;10\n',
      ['1a.3 2025-Q1 10'],
    ],
    [
      'a target among other texts of a row above the table',
      'Target;10;of 12\n\nIndicator;Period;Value\n1a.3;2025-Q1;10\n',
      ['1a.3 2025-Q1 10'],
    ],
    [
      'another country in the title beside the office’s own name',
      'Refugees from Colombia in Kenya;\nIndicator;Value Q1 2025\n1a.3;10\n',
      ['1a.3 2025-Q1 10'],
    ],
    [
      'another country in the title of a table that says whose its rows are',
      'Visit of Colombia;;\nOffice;Indicator;Value Q1 2025\nKEN;1a.3;10\n',
      ['1a.3 2025-Q1 10'],
    ],
    [
      'a first row that reports nothing beside a column without a header',
      'Indicator;Value Q1 2025;\nShare satisfied;n/a;pending\n1a.3;12;about 7\n1a.1;;7\n',
      ['1a.3 2025-Q1 12', 'warning column-without-header C1'],
    ],
    [
      'trailing remarks in a text file',
      'Indicator,Period,Value\n1a.3,2025-Q1,12,checked\n',
      ['1a.3 2025-Q1 12', 'warning column-without-header D1'],
    ],
    [
      'a percent sign in the header of values',
      'Indicator;Period;Value (%);Numerator;Denominator\n1a.2;2025-Q1;45;9;20\n',
      ['1a.2 2025-Q1 0.45=9/20'],
    ],
    [
      'numerator and denominator behind the code, with nothing but a space',
      'Period;1a.2 numerator;1a.2 denominator;1a.2 (%)\n2025-Q1;9;20;45\n',
      ['1a.2 2025-Q1 0.45=9/20'],
    ],
    [
      'baseline, target and result of a period side by side',
      'Indicator;Baseline 2023;Target 2025;Result Q1 2025\n1a.3;1;5;4\n',
      ['1a.3 2025-Q1 4', 'warning unknown-column B1 Baseline 2023', 'warning unknown-column C1 Target 2025'],
    ],
    [
      'subtotals in the column of categories',
      'Indicator;Period;Sex;Value\n1a.1;2025-Q1;F;0\n1a.1;2025-Q1;Subtotal;0\n',
      ['1a.1 2025-Q1 0 female 0'],
    ],
    [
      'subtotal rows that name what they add up',
      'Office;Indicator;Period;Value\nKenya;1a.3;2025-Q1;5\nTotal Kenya;;;5\nSous-total;;;5\n;Total 1a.3;;5\n',
      ['1a.3 2025-Q1 5', 'info total-rows 3'],
    ],
    [
      'sources and signatures under a wide table',
      'Indicator;2025-Q1\n1a.3;5\n\nPrepared by;J. Doe\nDate;2025-04-02\nSource;survey\n',
      ['1a.3 2025-Q1 5', 'info word-rows 4'],
    ],
    [
      'a second table with other columns below the first',
      'Q1 2025;\nIndicator;Value\n1a.3;5\n\nIndicator;Women;Men;Total\n1a.1;0;0;0\n',
      ['1a.1 2025-Q1 0 female 0 male 0', '1a.3 2025-Q1 5', 'warning plan-rule B3 5 -> ≤ 0'],
    ],
    ['text kept by a formula', 'Indicator,Period,Value\n="1a.3","=""2025-Q1""","=""5"""\n', ['1a.3 2025-Q1 5']],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});

it('A sheet of targets is left out beside that of results', () => {
  const rows: Cell[][] = [
    ['Indicator', 'Period', 'Value'],
    ['1a.3', '2025-Q1', 5],
  ];
  const sheets = ['Cibles 2025', 'Base de données'].map((sheet) => ({ sheet, hidden: false, rows }));
  const { issues, observations } = judge(readSheets(sheets, plan, context), plan, context);
  expect([...observations].map(({ sheet }) => sheet)).toEqual(['Base de données']);
  expect(issues).toMatchObject([{ code: 'table-of-targets', sheet: 'Cibles 2025', row: null }]);
});

describe('What is said', () => {
  it('nothing of lateness where nothing was taken late', () => {
    const late = { ...context, today: '2025-07-01' };
    const rows: Cell[][] = [
      ['Indicator', 'Period', 'Value'],
      ['1a.3', '2025-Q1', 'many'],
    ];
    const { issues } = judge(readSheets([{ sheet: 'Data', hidden: false, rows }], plan, late), plan, late);
    expect(issues.map(({ code }) => code)).not.toContain('late');
  });

  it('nothing of repetitions of what is not known', () => {
    const { issues } = judgeText('Indicator;Period;Value\nzzz;2025-Q1;5\nzzz;2025-Q1;6\n');
    expect(issues.map(({ code }) => code)).toEqual(['nothing-accepted', 'unknown-indicator']);
  });

  it('a hundred problems of one kind in a column, and the others together', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `1a.3;2025-Q1;n${index}\n`);
    const { issues } = judgeText(`Indicator;Period;Value\n${rows.join('')}`);
    expect(issues).toHaveLength(102);
    expect(issues.at(-1)).toMatchObject({ code: 'more-alike', severity: 'error', column: 'C', row: 102 });
    expect(issues.at(-1)?.params.count).toBe(4900);
  });

  it('a hundred problems of one kind in a sheet, also when every column has its own', () => {
    const periods = Array.from({ length: 4000 }, (_, i) => `${1900 + (i % 100)}-Q${(i % 4) + 1}`);
    const { issues } = judgeText(`Indicator;${periods.join(';')}\n1a.3;${periods.map(() => 5).join(';')}\n`);
    const unknown = issues.filter(({ code }) => code === 'unknown-period');
    expect(unknown).toHaveLength(100);
    expect(issues.map(({ code }) => code)).toContain('more-alike');
    expect(issues.length).toBeLessThan(400);
  });

  it('a dimension that does not belong, once, whatever its categories', () => {
    const { issues } = judgeText('Indicator;Period;Sex;Value\n1a.3;2025-Q1;F;5\n1a.3;2025-Q1;M;6\n1a.3;2025-Q1;x;7\n');
    expect(issues.map(({ code, params }) => [code, params.count])).toEqual([
      ['nothing-accepted', 1],
      ['unexpected-dimension', 3],
    ]);
  });

  it('each column once, also where the header is repeated on every page', () => {
    const page = 'Indicator;Period;Value;Donor\n1a.3;2025-Q1;5;x\n';
    const opened = openFile(new TextEncoder().encode(page + page + page));
    const { understood } = readSheets(opened.ok ? opened.grids : [], plan, context);
    expect(understood.map(({ column, role }) => `${column} ${role}`)).toEqual([
      'A indicator',
      'B period',
      'C value',
      'D unknown',
    ]);
  });
});

it('The time for unknown names grows with their number, not with the number of names in the plan', () => {
  const file = (name: (index: number) => string) =>
    `Indicator;Period;Value\n${Array.from({ length: 10_000 }, (_, index) => `${name(index)};2025-Q1;5\n`).join('')}`;
  const [different, alike] = [file((index) => `zone ${index}`), file((index) => `zone ${index % 400}`)];
  const timeOf = (text: string) => {
    const start = performance.now();
    expect(judgeText(text).accepted).toBe(0);
    return performance.now() - start;
  };
  timeOf(alike);
  expect(timeOf(different)).toBeLessThan(15 * timeOf(alike) + 1000);
});

it('Answers in the first row of a wide table are no second header line', () => {
  const { issues } = judgeText('Indicator;2025;2024\n1a.4;no;no\n1a.4;;\n');
  const codes = issues.map(({ code }) => code);
  expect(codes).not.toContain('header-unclear');
  expect(codes).not.toContain('no-period');
});
