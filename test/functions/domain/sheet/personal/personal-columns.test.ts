import { describe, expect, it } from 'vitest';
import { codeGrid } from '../../../../../functions/domain/sheet/coded/code-grid.ts';
import type { Cell, Grid } from '../../../../../functions/domain/sheet/grid.ts';
import {
  codedWithoutPersonalData,
  withoutPersonalData,
} from '../../../../../functions/domain/sheet/personal/without-personal-data.ts';
import { minimalPlan } from '../../../../support/plan.ts';

const plan = minimalPlan();

type Rows = readonly (readonly Cell[])[];

const gridOf = (rows: Rows): Grid => ({ sheet: 'Sheet1', hidden: false, rows });

/** What is said of a sheet: code, cell and what it holds. */
function said(rows: Rows): string[] {
  const { issues } = withoutPersonalData([gridOf(rows)], plan);
  return issues.map(({ code, row, column, params }) =>
    [code, `${column}${row ?? ''}`, params.holds ?? ''].join(' ').trim(),
  );
}

const NAMES = ['Amina Diallo', 'Jean-Pierre Mbarga', 'María José Pérez', 'Nguyễn Văn An', 'Fatou Sow'];
const ARABIC_NAMES = ['أحمد محمد علي', 'فاطمة حسن', 'يوسف إبراهيم', 'ليلى خالد', 'عمر سعيد'];
const PHONES = ['+235 66 12 34 56', '+235 66 98 76 54', '+237 6 99 11 22 33', '0033 6 12 34 56 78', '+251911223344'];
const MAILS = [
  'amina@example.org',
  'jp.mbarga@example.com',
  'mj.perez@example.es',
  'an@example.vn',
  'f.sow@example.sn',
];
const PASSPORTS = ['A1234567', 'B7654321', 'AB123456', '850-12C00123', '850-12C00124'];
const BIRTHS: readonly Cell[] = ['1990-02-03', '03/04/1985', { kind: 'date', iso: '2001-05-06' }, '7.8.1979', '1999'];
const AGES = [31, 40, 24, 46, 7];

/** A table of figures with one more column, under a header. */
function figuresWith(header: string, values: readonly Cell[]): Rows {
  const rows = values.map((value, at) => [`2025-Q${(at % 4) + 1}`, '1a.1', 100 + at, value]);
  return [['Period', 'Indicator', 'Value', header], ...rows];
}

/** A table of nothing else than columns. */
function columns(headers: readonly string[], ...values: readonly (readonly Cell[])[]): Rows {
  return [headers, ...(values[0] ?? []).map((_, row) => values.map((column) => column[row] ?? null))];
}

describe('a column beside figures', () => {
  it.each([
    ['names', 'Beneficiary name', NAMES, 'name'],
    ['names', 'Full name', NAMES, 'name'],
    ['names', 'Nom et prénom', NAMES, 'name'],
    ['names', 'Nom du bénéficiaire', NAMES, 'name'],
    ['names', 'Nombre de la beneficiaria', NAMES, 'name'],
    ['names', 'Apellidos', NAMES, 'name'],
    ['names', 'اسم المستفيد', ARABIC_NAMES, 'name'],
    ['names', 'الاسم الكامل', ARABIC_NAMES, 'name'],
    ['telephone numbers', 'Phone number', PHONES, 'phone'],
    ['telephone numbers', 'Téléphone du bénéficiaire', PHONES, 'phone'],
    ['telephone numbers', 'Teléfono', PHONES, 'phone'],
    ['telephone numbers', 'رقم الهاتف', ['٠٩١١٢٢٣٣٤٤', '٠٩١١٢٢٣٣٤٥', '٠٩١١٢٢٣٣٤٦'], 'phone'],
    ['telephone numbers kept as numbers', 'Mobile', [66123456, 66123457, 66123458], 'phone'],
    ['telephone numbers under any header', 'Remarks', PHONES, 'phone'],
    ['mail addresses', 'E-mail', MAILS, 'mail'],
    ['mail addresses', 'Courriel', MAILS, 'mail'],
    ['mail addresses under any header', 'Comments', MAILS, 'mail'],
    ['mail addresses under no header', '', MAILS, 'mail'],
    ['passports', 'Passport no.', PASSPORTS, 'id'],
    ['identity numbers', 'N° d’identité', PASSPORTS, 'id'],
    ['identity numbers', 'Cédula', ['1712345678', '1798765432', '1711112222'], 'id'],
    ['identity numbers', 'رقم الهوية', ['١٢٣٤٥٦٧', '١٢٣٤٥٦٨', '١٢٣٤٥٦٩'], 'id'],
    ['case numbers', 'Case number', PASSPORTS, 'id'],
    ['case numbers', 'Numéro de dossier', PASSPORTS, 'id'],
    ['dates of birth', 'Date of birth', BIRTHS, 'birth'],
    ['dates of birth', 'Date de naissance', BIRTHS, 'birth'],
    ['dates of birth', 'Fecha de nacimiento', BIRTHS, 'birth'],
    ['dates of birth', 'تاريخ الميلاد', BIRTHS, 'birth'],
  ])('of %s (%s) is found', (_, header, values, holds) => {
    const rows = figuresWith(header, values);
    const row = ['Remarks', 'Comments', ''].includes(header) ? '' : '1';
    expect(said(rows)).toEqual([`personal-data D${row} ${holds}`]);
  });

  it('is found below title rows, between blanks, and in few of many rows', () => {
    const blanks = Array.from({ length: 60 }, (_, at) => [
      '2025-Q1',
      '1a.1',
      at,
      at % 20 === 0 ? `${at}@example.org` : null,
    ]);
    const rows: Rows = [['Results 2025'], [], ['Period', 'Indicator', 'Value', 'E-mail'], ...blanks];
    expect(said(rows)).toEqual(['personal-data D3 mail']);
  });

  it('is taken out, header and all, and nothing else is', () => {
    const rows = figuresWith('Passport', PASSPORTS);
    const { sheets } = withoutPersonalData([gridOf([['Title'], ...rows])], plan);
    expect(sheets).toEqual([gridOf([['Title'], ...rows.map((row) => [...row.slice(0, 3), null])])]);
  });

  it('is never quoted: a header that is a value itself is none', () => {
    const rows = MAILS.map((mail, at) => ['2025-Q1', '1a.1', at, mail]);
    const { issues } = withoutPersonalData([gridOf(rows)], plan);
    expect(issues).toMatchObject([{ column: 'D', row: null, found: '', params: { headed: 'no' } }]);
    expect(JSON.stringify(issues)).not.toContain('@');
  });
});

describe('a list of people', () => {
  it.each([
    ['names and ages', columns(['Name', 'Sex', 'Age'], NAMES, ['F', 'M', 'F', 'M', 'F'], AGES)],
    ['names and telephones', columns(['Nom', 'Téléphone'], NAMES, PHONES)],
    ['names alone', columns(['Nombres y apellidos'], NAMES)],
    ['Arabic names', columns(['الاسم', 'العمر', 'الجنس'], ARABIC_NAMES, AGES, ['ذكر', 'أنثى', 'ذكر', 'أنثى', 'ذكر'])],
    [
      'cases and ages',
      columns(['Case ID', 'Age', 'Nationality'], PASSPORTS, AGES, ['TCD', 'TCD', 'SDN', 'TCD', 'NER']),
    ],
    ['people with what they were paid', columns(['Beneficiary name', 'Amount (USD)'], NAMES, [50, 50, 70, 50, 50])],
    ['people without headers', NAMES.map((name, at) => [name, 'F', AGES[at] ?? 0, PHONES[at] ?? ''])],
  ])('of %s is told as one', (_, rows) => {
    expect(said(rows).map((text) => text.split(' ')[0])).toEqual(['list-of-people']);
    expect(withoutPersonalData([gridOf(rows)], plan).sheets).toEqual([]);
  });

  it('leaves the other sheets of the file alone', () => {
    const figures = gridOf([
      ['Period', 'Indicator', 'Value'],
      ['2025-Q1', '1a.1', 5],
    ]);
    const list = { ...gridOf(columns(['Name', 'Phone'], NAMES, PHONES)), sheet: 'Annex', hidden: true };
    const { sheets, issues } = withoutPersonalData([figures, list], plan);
    expect(sheets).toEqual([figures]);
    expect(issues).toMatchObject([
      { code: 'list-of-people', sheet: 'Annex', row: 1, column: 'A', found: 'Name, Phone' },
    ]);
  });

  it('is not what names an indicator in each row', () => {
    expect(said(figuresWith('Beneficiary name', NAMES))).toEqual(['personal-data D1 name']);
  });
});

describe('nothing is found in', () => {
  const staff = ['Amina Diallo', 'Jean Mbarga', 'Amina Diallo', 'María Pérez', 'Fatou Sow'];
  const titles = ['People reached', 'Learners passing', 'Staff trained', 'Shelters built', 'Kits given'];
  it.each([
    ['a column of the responsible', figuresWith('Responsible', staff)],
    ['a column of focal points', figuresWith('Point focal', staff)],
    [
      'a table of focal points with how to reach them',
      columns(['Focal point', 'E-mail', 'Phone'], staff, MAILS, PHONES),
    ],
    [
      'a form with one contact',
      [
        ['Name', 'Amina Diallo'],
        ['E-mail', 'a@example.org'],
        ['Phone', '+235 66 12 34 56'],
        ['Period', '2025-Q1'],
      ],
    ],
    ['names of indicators', columns(['Name', 'Value'], titles, [1, 2, 3, 4, 5])],
    [
      'names of places',
      columns(['Nom du site', 'Valeur'], ['Camp Nord', 'Camp Sud', 'Bol Ville', 'Lac Est'], [1, 2, 3, 4]),
    ],
    [
      'names of partners',
      columns(['Partner name', 'Value'], ['Norwegian Refugee Council', 'Save the Children', 'Caritas'], [1, 2, 3]),
    ],
    [
      'groups of beneficiaries',
      columns(['Beneficiaries', 'Value'], ['Pregnant women', 'Displaced people', 'Host community'], [1, 2, 3]),
    ],
    [
      'how many beneficiaries',
      columns(['Période', 'Nombre de bénéficiaires'], ['2025-Q1', '2025-Q2', '2025-Q3'], [1200, 3400, 560]),
    ],
    [
      'figures by way of contact',
      columns(
        ['Period', 'Telephone', 'E-mail'],
        ['2025-Q1', '2025-Q2', '2025-Q3'],
        [120_000, 340_500, 56_000],
        [12, 34, 56],
      ),
    ],
    [
      'grouped figures',
      columns(
        ['Period', 'Value'],
        ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'],
        ['1 234 567', '2 345 678', '12 345 678', '3 456 789'],
      ),
    ],
    [
      'ages in groups',
      columns(['Age', 'Name', 'Value'], ['0-4', '5-17', '18-59', '60+'], titles.slice(0, 4), [1, 2, 3, 4]),
    ],
    [
      'codes of places and projects',
      columns(
        ['P-code', 'Project', 'Value'],
        ['TCD0101', 'TCD0102', 'TCD0103'],
        ['CT.0123', 'CT.0124', 'CT.0125'],
        [1, 2, 3],
      ),
    ],
    [
      'dates of reports',
      columns(
        ['Date', 'Indicator', 'Value'],
        ['2025-01-31', '2025-02-28', '2025-03-31'],
        ['1a.1', '1a.1', '1a.1'],
        [1, 2, 3],
      ),
    ],
    [
      'births that were registered',
      columns(['Period', 'Births registered'], ['2025-Q1', '2025-Q2', '2025-Q3'], [1990, 1985, 2001]),
    ],
    ['an empty sheet', []],
  ] satisfies readonly (readonly [string, Rows])[])('%s', (_, rows) => {
    expect(said(rows)).toEqual([]);
  });
});

it('says of a long table held as integers what it says of a sheet', () => {
  const tables = [
    figuresWith('Passport', PASSPORTS),
    figuresWith('Mobile', [66123456, 66123457, 66123458]),
    columns(['Name', 'Age'], NAMES, AGES),
    figuresWith('Responsible', NAMES),
  ];
  for (const rows of tables) {
    const grid = gridOf(rows);
    const [ofGrid, ofCoded] = [withoutPersonalData([grid], plan), codedWithoutPersonalData(codeGrid(grid), plan)];
    expect(ofCoded.issues).toEqual(ofGrid.issues);
    expect(ofCoded.sheets.length).toBe(ofGrid.sheets.length);
    const texts = ofCoded.sheets.map(({ columns: coded }) => coded[3]?.codes.every((code) => code === 0) ?? true);
    expect(texts).toEqual(ofGrid.sheets.map(({ rows: left }) => left.every((row) => (row[3] ?? null) === null)));
  }
});
