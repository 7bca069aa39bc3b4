import { describe, expect, it } from 'vitest';
import { minimalPlan } from '../../../support/plan.ts';
import { judgeText, outcome } from './support.ts';

describe('Columns whose header says more than a role', () => {
  it.each<[string, string, string[]]>([
    ['the indicator’s own unit', 'Indicator;Period;Value (people)\n1a.3;2025-Q1;12\n', ['1a.3 2025-Q1 12']],
    [
      'another unit',
      'Indicator;Period;Value (USD)\n1a.3;2025-Q1;12\n',
      ['error nothing-accepted', 'error not-a-number C2 12 USD -> people'],
    ],
    [
      'another indicator than the row names',
      'Indicator;Period;Share satisfied;People in camps\n1a.3;2025-Q1;;12\n1a.1;2025-Q1;;13\n',
      ['1a.3 2025-Q1 12', 'error unknown-indicator A3 1a.1 / People in camps -> 1a.3 (People in camps)'],
    ],
    ['a word for figures', 'Indicator;Period;Quantity\n1a.3;2025-Q1;12\n', ['1a.3 2025-Q1 12']],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});

describe('Tags of the humanitarian exchange language', () => {
  it.each<[string, string, string[]]>([
    [
      'that say of whom the figures are',
      '#indicator+code;#date;#affected+f;#affected+m;#affected\n1a.1;2025-Q1;0;0;0\n',
      ['1a.1 2025-Q1 0 female 0 male 0'],
    ],
    [
      'that say it below a header that does not',
      'What;When;Value;Total\n#indicator+code;#date;#affected+f;#affected+all\n1a.1;2025-Q1;0;0\n',
      ['1a.1 2025-Q1 0 female 0'],
    ],
    [
      'of people targeted, in need or planned, which are no results',
      '#indicator+code;#date;#targeted;#inneed;#indicator+value+target;#reached\n1a.3;2025-Q1;9;99;9;5\n',
      ['1a.3 2025-Q1 5'],
    ],
    [
      'of people whom the plan does not tell apart',
      '#indicator+code;#date;#reached+idps;#reached\n1a.3;2025-Q1;3;5\n',
      ['1a.3 2025-Q1 5', 'warning unknown-column C1 #reached+idps'],
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});

describe('Columns that nobody can read, beside figures that they may turn into something else', () => {
  const alike = (cell: string, found: string) => ['error nothing-accepted', `error rows-alike ${cell} ${found}`];

  it.each<[string, string, string[]]>([
    [
      'places that are to be added up, be their figures equal',
      'Indicator;Period;District;Value\n1a.3;2025-Q1;Dadaab;10\n1a.3;2025-Q1;Kakuma;10\n',
      [...alike('C2', 'Dadaab'), 'warning unknown-column C1 District'],
    ],
    [
      'the same without a header',
      'Indicator;;Period;Value\n1a.3;101;2025-Q1;10\n1a.3;102;2025-Q1;10\n',
      [...alike('B2', '101'), 'warning column-without-header B1'],
    ],
    [
      'one row that says more than the other',
      'Indicator;Period;District;Value\n1a.3;2025-Q1;;10\n1a.3;2025-Q1;Kakuma;10\n',
      [...alike('C3', 'Kakuma'), 'warning unknown-column C1 District'],
    ],
    [
      'days of one quarter',
      'Indicator;Date;Value\n1a.3;2025-01-07;10\n1a.3;2025-01-14;10\n',
      ['error nothing-accepted', 'error rows-alike B2 2025-01-07'],
    ],
    [
      'two categories at once, as exports of health data name them',
      'Indicator;Period;categoryOptionCombo;Value\n1a.3;2025-Q1;Women and girls, men;10\n',
      [
        'error nothing-accepted',
        'error unread-category C2 Women and girls, men',
        'warning unknown-column C1 categoryOptionCombo',
      ],
    ],
    [
      'a word for targets',
      'Indicator;Period;Type;Value\n1a.3;2025-Q1;Target 2025;50\n1a.1;2025-Q1;Actual;0\n',
      ['1a.1 2025-Q1 0', 'error unread-plan C2 Target 2025', 'warning unknown-column C1 Type'],
    ],
    [
      'a name with such a word in it',
      'Indicator;Period;Donor;Value\n1a.3;2025-Q1;Plan International;0\n',
      ['1a.3 2025-Q1 0', 'warning unknown-column C1 Donor'],
    ],
    [
      'categories among other words',
      'Indicator;Period;Who;Value\n1a.3;2025-Q1;everyone;10\n1a.3;2025-Q2;women;10\n1a.3;2025-Q3;x;10\n',
      [
        '1a.3 2025-Q1 10',
        'error period-not-open B3 2025-Q2 -> 2025-07-01',
        'error unread-category C3 women',
        'error period-not-open B4 2025-Q3 -> 2025-10-01',
        'warning unknown-column C1 Who',
      ],
    ],
    [
      'the same category as in the column that is read',
      'Indicator;Period;Sex;Combo;Value\n1a.1;2025-Q1;F;women;0\n1a.1;2025-Q1;;;0\n',
      ['1a.1 2025-Q1 0 female 0', 'warning unknown-column D1 Combo'],
    ],
    [
      'the same text in rows that repeat each other',
      'Indicator;Period;Donor;Value\n1a.3;2025-Q1;ECHO;10\n1a.3;2025-Q1;ECHO;10\n',
      ['1a.3 2025-Q1 10', 'warning unknown-column C1 Donor', 'warning duplicate-equal D3 10 -> 10'],
    ],
    [
      'different texts in rows of different figures',
      'Indicator;Period;Donor;Value\n1a.3;2025-Q1;ECHO;10\n1a.1;2025-Q1;SIDA;0\n',
      ['1a.1 2025-Q1 0', '1a.3 2025-Q1 10', 'warning unknown-column C1 Donor', 'warning plan-rule D2 10 -> ≤ 0'],
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text))).toEqual(expected);
  });
});

describe('Tables as spreadsheet programs and their users make them', () => {
  it.each<[string, string, string[]]>([
    [
      'a pivot table with blanks and a grand total',
      'Sum of Value;Column Labels;\nRow Labels;2025-Q1;Grand Total\n1a.3;5;5\n1a.1;0;0\n(blank);;\nGrand Total;5;5\n',
      ['1a.1 2025-Q1 0', '1a.3 2025-Q1 5'],
    ],
    ['a column that is summed up', 'Indicator;Period;Sum of Value\n1a.3;2025-Q1;5\n', ['1a.3 2025-Q1 5']],
    ['units of measure under “Unité”', 'Indicateur;Unité;T1 2025\n1a.3;personnes;5\n', ['1a.3 2025-Q1 5']],
    [
      'units of measure that are thousands',
      'Indicator;Unit;Q1 2025\n1a.3;thousand people;5\n',
      ['error scaled-figures B2 thousand people'],
    ],
    ['offices under “Unité”', 'Indicateur;Unité;T1 2025\n1a.3;Kenya;5\n', ['1a.3 2025-Q1 5']],
    [
      'headers of three lines',
      'Indicator;2025;;\n;Q1;;Q4\n;Women;Men;Women\n1a.1;0;0;\n',
      ['1a.1 2025-Q1 0 female 0 male 0'],
    ],
  ])('%s', (_, text, expected) => {
    const lines = outcome(judgeText(text));
    expect(lines.filter((line) => !line.startsWith('info') && !line.startsWith('warning plan-rule'))).toEqual(expected);
  });

  it('an age group with its unit, and with a word for its dash', () => {
    const [sex, nationality] = minimalPlan().dimensions;
    if (!sex || !nationality) throw new Error('the minimal plan has two dimensions');
    const codes = ['0-17', '18-59', '60+'];
    const age = {
      ...sex,
      code: 'age',
      title: { en: 'Age' },
      synonyms: [],
      categories: codes.map((code) => ({ code, title: {}, synonyms: [] })),
    };
    const indicators = minimalPlan().indicators.map((one) =>
      one.code === '1a.1' ? { ...one, dimensions: ['age'] } : one,
    );
    const plan = minimalPlan({ dimensions: [age, nationality], indicators });
    const text =
      'Indicator;Period;Age;Value\n1a.1;2025-Q1;0 à 17 ans;0\n1a.1;2025-Q1;18-59 years;0\n1a.1;2025-Q1;60+ años;0\n';
    expect(outcome(judgeText(text, { plan }))).toEqual(['1a.1 2025-Q1 0 0-17 0 18-59 0 60+ 0']);
  });
});

describe('Several headers in one sheet', () => {
  const year = { today: '2026-01-15' };

  it.each<[string, string, string[]]>([
    [
      'a header repeated below a figure that could be a year',
      'Office;Indicator;Sex;2025-Q4;Donor\nKEN;1a.1;F;0;\nKEN;1a.3;;1900;\nOffice;Indicator;Sex;2025-Q4;Donor\nKEN;1a.1;;0;\n',
      [
        '1a.1 2025-Q4 0 female 0',
        '1a.3 2025-Q4 1900',
        'warning unknown-column E1 Donor',
        'warning plan-rule D3 1900 -> ≤ 0',
      ],
    ],
    [
      'a header right below itself',
      'Indicator;Period;Value\nIndicator;Period;Value\n1a.3;2025-Q4;5\n',
      ['1a.3 2025-Q4 5'],
    ],
    [
      'blocks of which the first holds an answer',
      'Office;Indicator;2025\nKEN;1a.4;no\n\nOffice;Indicator;Sex;Nationality;2025-Q4\nKEN;1a.1;;;0\n',
      ['1a.1 2025-Q4 0', '1a.4 2025 0'],
    ],
    [
      'blocks of one and of two header lines',
      'Office;Indicator;2025-Q4;\n;;Numerator;Denominator\nKEN;1a.2;3;4\n\nOffice;Indicator;2025\nKEN;1a.4;yes\n',
      ['1a.2 2025-Q4 0.75=3/4', '1a.4 2025 1'],
    ],
  ])('%s', (_, text, expected) => {
    expect(outcome(judgeText(text, year)).filter((line) => !line.startsWith('info'))).toEqual(expected);
  });
});

describe('Words below a table are no figures, wherever they stand', () => {
  it.each(['Source: household survey;;\n', 'Prepared by;J. Doe;\n', 'figures still to be confirmed;;\n'])(
    '%s',
    (footer) => {
      expect(outcome(judgeText(`1a.3;Period;Office\n5;2025-Q1;KEN\n\n${footer}`))).toEqual([
        '1a.3 2025-Q1 5',
        'info word-rows 4',
      ]);
    },
  );

  it('a word alone where a figure belongs is returned', () => {
    expect(outcome(judgeText('1a.3;Period;Office\nmany;2025-Q1;KEN\n'))).toEqual([
      'error nothing-accepted',
      'error not-a-number A2 many -> people',
    ]);
  });
});

it('an org unit’s own code is no other’s name', () => {
  const orgUnits = minimalPlan().orgUnits.map((unit) => (unit.code === 'COL' ? { ...unit, iso3: 'KEN' } : unit));
  const text = 'Office;Indicator;Period;Value\nKEN;1a.3;2025-Q1;5\n';
  expect(outcome(judgeText(text, { plan: minimalPlan({ orgUnits }) }))).toEqual(['1a.3 2025-Q1 5']);
});

it('a country is known by its ISO code of two letters', () => {
  expect(outcome(judgeText('Country;Indicator;Period;Value\nKE;1a.3;2025-Q1;5\n'))).toEqual(['1a.3 2025-Q1 5']);
});
