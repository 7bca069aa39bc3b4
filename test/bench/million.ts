import type { BreakdownRow, LedgerEntry, Observation } from '../../functions/domain/ledger/entry.ts';
import type { Plan } from '../../functions/domain/plan/model.ts';
import { readPlan } from '../../functions/domain/plan/read-plan.ts';
import { officeCode, syntheticSheets } from './synthetic.ts';

export const MONTHS = 12;
const SEXES = ['F', 'M'] as const;

/** Every figure of the data: `place` 0 is the total, 1 and 2 its categories. The same in JavaScript and, below, in SQL. */
const partOf = (office: number, indicator: number, month: number, place: number): number =>
  ((office * 31 + indicator * 17 + month * 7 + place * 5) * 7919) % 997;

export interface Size {
  readonly offices: number;
  readonly indicators: number;
}

export const observationsIn = ({ offices, indicators }: Size): number => offices * indicators * MONTHS;

export const monthCode = (month: number): string => `2025-${String(month + 1).padStart(2, '0')}`;

/** A plan of monthly counts by sex. */
export function monthlyPlan({ offices, indicators }: Size): Plan {
  const sheets = syntheticSheets(offices, indicators, { frequency: 'monthly' });
  const { plan } = readPlan(Object.entries(sheets).map(([sheet, rows]) => ({ sheet, hidden: false, rows })));
  if (!plan) throw new Error('The bench plan is not valid');
  return plan;
}

export const regionsOf = ({ orgUnits }: Plan): number => orgUnits.filter(({ kind }) => kind === 'region').length;

function observationOf(plan: Plan, office: number, indicator: number, month: number): Observation {
  const figure = (value: number) => ({ value, numerator: null, denominator: null });
  const parts = SEXES.map((_, s) => partOf(office, indicator, month, s + 1));
  const breakdown = SEXES.map(
    (sex, s): BreakdownRow => ({
      ...{ ...figure(parts[s] ?? 0), categories: CATEGORIES[sex], cells: [] },
    }),
  );
  return {
    ...{ orgUnit: officeCode(office), indicator: plan.indicators[indicator]?.code ?? '', period: monthCode(month) },
    total: figure((parts[0] ?? 0) + (parts[1] ?? 0)),
    ...{ cells: [], sheet: null, breakdown, note: null },
  };
}

const CATEGORIES = { F: { sex: 'F' }, M: { sex: 'M' } } as const;

/** The ledger of a year: an entry an office and month, made when it is asked for. */
export function* monthlyLedger(plan: Plan, { offices, indicators }: Size): Generator<LedgerEntry> {
  for (let i = 0; i < offices * MONTHS; i += 1) {
    const office = i % offices;
    const month = Math.floor(i / offices);
    yield {
      ...{ period: monthCode(month), orgUnit: officeCode(office), order: String(i).padStart(8, '0') },
      source: { key: '', version: '', sha256: '', planVersion: 1, uploadedAt: '2025-12-31T00:00:00.000Z' },
      observations: Array.from({ length: indicators }, (_, k) => observationOf(plan, office, k, month)),
    };
  }
}

/** The same figures as a table of DuckDB, a row each, text codes as an enumerated type: the form in which it groups fastest. */
export function monthlyTable({ offices, indicators }: Size, regions: number): string {
  const part = (place: string) => `((o * 31 + i * 17 + m * 7 + ${place} * 5) * 7919) % 997`;
  const codes = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, n) => `'${prefix}${n}'`).join(', ');
  return `
    create type office_code as enum (${codes('C', offices)});
    create type region_code as enum (${codes('R', regions)});
    create type indicator_code as enum (${codes('I', indicators)});
    create type sex_code as enum ('F', 'M');
    create table figures as
    select ('C' || o)::office_code as office, ('R' || o % ${regions})::region_code as region, ('I' || i)::indicator_code as indicator,
      m::utinyint as month, (m // 3)::utinyint as quarter, (m // 6)::utinyint as semester,
      case p when 1 then 'F' when 2 then 'M' end::sex_code as sex,
      (case p when 0 then ${part('1')} + ${part('2')} else ${part('p')} end)::double as value
    from range(${MONTHS}) months(m), range(${offices}) offices(o), range(${indicators}) indicators(i), range(3) parts(p)`;
}

/** Sums over every scope and every month, quarter, semester and the year: total and categories. */
export const GROUP_BY = `
  select office, region, month, quarter, semester, indicator, sex, sum(value) as value, count(*) as reported
  from figures
  group by grouping sets (${['office', 'region', '']
    .flatMap((scope) => ['month', 'quarter', 'semester', ''].map((period) => [scope, period]))
    .map((by) => `(${[...by.filter((column) => column !== ''), 'indicator', 'sex'].join(', ')})`)
    .join(', ')})`;
