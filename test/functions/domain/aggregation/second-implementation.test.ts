import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScopeActuals } from '../../../../functions/domain/aggregation/actual.ts';
import { aggregate } from '../../../../functions/domain/aggregation/aggregate.ts';
import { type Carry, carryOf } from '../../../../functions/domain/aggregation/carry.ts';
import type { LedgerEntry } from '../../../../functions/domain/ledger/entry.ts';
import { readPlan } from '../../../../functions/domain/plan/read-plan.ts';
import { planGrids } from '../../../../functions/domain/plan/write-plan.ts';
import { type Database, openDatabase } from './sql/duckdb.ts';
import { generateLedger } from './sql/observations.ts';
import { ALL_PERIODS, YEARS } from './sql/periods.ts';
import { PLANS } from './sql/plans.ts';
import { randomFrom } from './sql/random.ts';
import {
  actualTable,
  breakdownTable,
  codeTypes,
  indicatorDimensionTable,
  indicatorTable,
  periodTable,
  toldTable,
  unitTable,
} from './sql/tables.ts';

const STEPS = ['1-calendar', '2-stated', '3-over-time', '4-over-units', '5-actuals', '6-differences'];

/** Every period by the version of the plan that governs it, from entries in no order, some of them read twice. */
function computeAll(ledger: readonly LedgerEntry[]): ScopeActuals[] {
  const random = randomFrom(2);
  const entries = random.shuffle([...ledger, ...ledger.filter(() => random.chance(0.05))]);
  const computed: ScopeActuals[] = [];
  for (const version of [1, 2] as const) {
    const plan = PLANS[version];
    let carry: Carry | null = null;
    for (const year of YEARS) {
      const ofYear = entries.filter(({ period }) => period.startsWith(String(year)));
      const governed = ALL_PERIODS.filter((period) => period.year === year && period.version === version);
      const periods = governed.map(({ code }) => code);
      if (periods.length > 0)
        computed.push(...aggregate({ plan, planVersion: version, year, periods, entries: ofYear, carry }));
      carry = carryOf({ plan, year, entries: ofYear, before: carry });
    }
  }
  return computed;
}

describe('a second implementation, in SQL', () => {
  let database: Database;
  beforeAll(async () => {
    const ledger = generateLedger(PLANS[1], 1);
    const computed = computeAll(ledger);
    database = await openDatabase();
    await database.createTypes(codeTypes(PLANS[1]));
    await database.load('periods', periodTable);
    await database.load('units', unitTable(PLANS));
    await database.load('plan_indicators', indicatorTable(PLANS[1]));
    await database.load('indicator_dimensions', indicatorDimensionTable(PLANS[1]));
    await database.load('told', toldTable(ledger));
    await database.load('our_actuals', actualTable(computed));
    await database.load('our_breakdowns', breakdownTable(computed));
    for (const step of STEPS) await database.runFile(`${step}.sql`);
  }, 240_000);
  afterAll(() => database.close());

  it('is given plans that the reader accepts, with every kind of indicator', () => {
    for (const plan of Object.values(PLANS)) {
      const { issues } = readPlan(planGrids(plan));
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('is given 200,000 observations that count at least, and some that were corrected or withdrawn', async () => {
    const [counts] = await database.query(`
      select count(distinct (unit, indicator, period)) as current, count(distinct (unit, indicator, period, upload)) as told,
        count(*) filter (age is null and origin is null and sex is null and coalesce(value, numerator, denominator) is null) as empty
      from told`);
    expect(Number(counts?.current)).toBeGreaterThan(200_000);
    expect(Number(counts?.told) - Number(counts?.current)).toBeGreaterThan(20_000);
    expect(Number(counts?.empty)).toBeGreaterThan(5_000);
  });

  it('agrees on every figure of every scope, period and indicator', async () => {
    expect(await database.query('from differences order by all limit 20')).toEqual([]);
    const [counts] = await database.query(
      'select (select count(*) from actuals) as actuals, (select count(*) from breakdowns) as parts',
    );
    expect(Number(counts?.actuals)).toBeGreaterThan(500_000);
    expect(Number(counts?.parts)).toBeGreaterThan(500_000);
  });
});
