import ExcelJS from 'exceljs';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';

type Value = string | number | null;

export interface SyntheticPlan {
  readonly plan: Plan;
  readonly workbook: Uint8Array;
}

const SEXES = ['F', 'M'];
const AGES = ['0-17', '18-59', '60+'];
/** Crossed with sex they make twelve rows a figure. */
export const SIX_AGES = ['0-4', '5-11', '12-17', '18-24', '25-59', '60+'];
export const QUARTERS = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];

export interface Sort {
  readonly frequency?: 'monthly' | 'quarterly';
  readonly ages?: readonly string[];
  readonly quarters?: readonly string[];
  /** Scopes whose results one reader has subscribed to. */
  readonly subscribed?: readonly string[];
}

/** The sheets of a plan of so many offices and indicators. */
export function syntheticSheets(offices: number, indicators: number, sort: Sort = {}): Record<string, Value[][]> {
  const { frequency = 'quarterly', ages = AGES, quarters = QUARTERS, subscribed = [] } = sort;
  const regions = Math.max(1, Math.ceil(offices / 20));
  const units = Array.from({ length: offices }, (_, i) => officeCode(i));
  const targets = Array.from({ length: indicators }, (_, i): Value[] => [
    indicatorCode(i),
    'GLOBAL',
    '2025',
    1000 * offices,
  ]);
  return {
    Plan: [
      ['key', 'value'],
      ...Object.entries({
        id: 'bench',
        'title.en': 'Bench plan',
        start: `${quarters[0]?.slice(0, 4)}-01-01`,
        end: '2028-12-31',
        effectiveFrom: quarters[0]?.slice(0, 4) ?? null,
        languages: 'en',
        defaultLanguage: 'en',
        acceptance: 'partial',
        suppressBelow: 5,
        onTrackAt: 0.9,
        offTrackBelow: 0.6,
        timeZone: 'UTC',
      }),
    ],
    Levels: [
      ['code', 'order', 'strand', 'title.en'],
      ['OBJ', 1, 'objective', 'Objective'],
    ],
    Results: [
      ['code', 'level', 'parent', 'title.en', 'description.en', 'sdg', 'gcm', 'frameworks'],
      ...[1, 2, 3].map((n): Value[] => [String(n), 'OBJ', null, `Objective ${n} is reached`, null, '10.7', '7', null]),
    ],
    Indicators: [
      [
        ...['code', 'result', 'title.en', 'unit', 'kind', 'direction', 'overOrgUnits', 'overTime', 'reportedAs'],
        ...['frequency', 'dimensions', 'breakdown', 'decimals', 'min'],
      ],
      ...Array.from({ length: indicators }, (_, i): Value[] => [
        ...[indicatorCode(i), String((i % 3) + 1), `People reached by service ${i + 1}`, 'people', 'count', 'increase'],
        ...['sum', 'sum', 'per-period', frequency, 'sex; age', 'complete', 0, 0],
      ]),
    ],
    Dimensions: [
      ['dimension', 'category', 'title.en'],
      ['sex', null, 'Sex'],
      ...SEXES.map((sex) => ['sex', sex, `Sex ${sex}`]),
      ['age', null, 'Age'],
      ...ages.map((age) => ['age', age, `Age ${age}`]),
    ],
    OrgUnits: [
      ['code', 'parent', 'kind', 'title.en', 'language', 'email'],
      ['GLOBAL', null, 'global', 'World', 'en', 'world@example.org'],
      ...Array.from({ length: regions }, (_, r) => [
        `R${r}`,
        'GLOBAL',
        'region',
        `Region ${r}`,
        'en',
        `r${r}@example.org`,
      ]),
      ...units.map((code, i) => [
        code,
        `R${i % regions}`,
        'country',
        `Country ${i}`,
        'en',
        `${code.toLowerCase()}@example.org`,
      ]),
    ],
    Targets: [['indicator', 'orgUnit', 'period', 'value'], ...targets],
    Periods: [
      ['period', 'opens', 'due', 'closes'],
      ...quarters.map((period) => [period, '2023-01-01', '2030-12-31', '2030-12-31']),
    ],
    ...(subscribed.length === 0
      ? {}
      : {
          Subscriptions: [
            ['email', 'report', 'scope', 'frequency', 'language', 'formats'],
            ...subscribed.map((scope) => ['reader@example.org', 'results', scope, frequency, 'en', 'html; pdf']),
          ],
        }),
  };
}

export const officeCode = (i: number): string => `C${String(i).padStart(3, '0')}`;
export const indicatorCode = (i: number): string => `${(i % 3) + 1}.${Math.floor(i / 3) + 1}`;

/** A plan of so many offices and indicators, each broken down by sex and age, as headquarters would drop it. */
export async function syntheticPlan(offices: number, indicators: number, sort: Sort = {}): Promise<SyntheticPlan> {
  const all = syntheticSheets(offices, indicators, sort);
  const { plan, issues } = readPlan(Object.entries(all).map(([sheet, rows]) => ({ sheet, hidden: false, rows })));
  if (!plan) throw new Error(`The bench plan is not valid: ${JSON.stringify(issues.slice(0, 3))}`);
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(all)) book.addWorksheet(name).addRows(rows);
  return { plan, workbook: new Uint8Array(await book.xlsx.writeBuffer()) };
}

/** A long table of an office: one row a value, crossed by sex and age, so `6 * indicators` rows a quarter, or twice that. */
export function officeRows(plan: Plan, quarters: readonly string[], seed: number): string[][] {
  const ages = plan.dimensions.find(({ code }) => code === 'age')?.categories.map(({ code }) => code) ?? [];
  const header = ['Indicator', 'Period', 'sex', 'age', 'Value'];
  const rows = quarters.flatMap((period, q) =>
    plan.indicators.flatMap(({ code }, i) =>
      SEXES.flatMap((sex, s) =>
        ages.map((age, a) => [
          code,
          period,
          sex,
          age,
          String(((seed * 31 + q * 17 + i * 7 + s * 5 + a * 3) % 97) + 10),
        ]),
      ),
    ),
  );
  return [header, ...rows];
}

/** Lines of one file of many offices, as headquarters sends it round: a row a value, crossed by sex and age. */
export function* longLines(plan: Plan, offices: number): Generator<string> {
  yield 'Office,Indicator,Period,sex,age,Value';
  for (let office = 0; office < offices; office += 1) {
    for (const [q, period] of QUARTERS.entries()) {
      for (const [i, { code }] of plan.indicators.entries()) {
        for (const [s, sex] of SEXES.entries()) {
          for (const [a, age] of AGES.entries()) {
            const value = ((office * 31 + q * 17 + i * 7 + s * 5 + a * 3) * 2_654_435_761) % 4_999;
            yield `${officeCode(office)},${code},${period},${sex},${age},${value}`;
          }
        }
      }
    }
  }
}

export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(`${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);

export async function xlsxOf(rows: readonly (readonly Value[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Data').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}
