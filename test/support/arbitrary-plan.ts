import fc from 'fast-check';
import type { Indicator, IndicatorKind, OrgUnit, Plan, Result, Titles } from '../../functions/domain/plan/model.ts';
import { lastDay } from '../../functions/domain/plan/period.ts';

const LANGUAGES = ['en', 'fr', 'es', 'ar'];
const RESULT_CODES = ['1', '1a', '1a.1', 'E4', '2_b', '007', 'C1.10', '10.0'];
const INDICATOR_CODES = ['1a.1.1', '1b.2', 'E4.1', 'X-1', '1e3', 'C11.0', '12'];
const PERIODS = ['2024', '2025', '2025-S1', '2025-Q1', '2025-Q2', '2026-Q4', '2025-03', '2027-12'];

const text = fc
  .string({
    unit: fc.constantFrom('a', 'B', 'é', 'ن', 'س', ' ', ';', ',', '"', '<', '&', '=', '’', '%', '1', '\n'),
    maxLength: 12,
  })
  .map((written) => `t${written}`.trim().normalize('NFC'));

/** A word of a list: no separator, no spaces at its ends. */
const word = fc
  .string({ unit: fc.constantFrom('a', 'é', 'ن', ' ', '-', '.', '7'), maxLength: 8 })
  .map((written) => `w${written}`.replace(/\s+/g, ' ').trim());
const words = fc.uniqueArray(word, { maxLength: 3 });

const titles = (languages: readonly string[]): fc.Arbitrary<Titles> =>
  fc.record(Object.fromEntries(languages.map((language) => [language, text])));
const notes = (languages: readonly string[]): fc.Arbitrary<Titles> => fc.oneof(fc.constant({}), titles(languages));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const figure = fc.oneof(
  fc.nat({ max: 1_000_000 }),
  fc.nat({ max: 10_000 }).map((n) => n / 1000),
  fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
);

const addsUp = (kind: IndicatorKind) => kind === 'count' || kind === 'amount';

function indicator(code: string, results: readonly Result[], units: readonly OrgUnit[], languages: readonly string[]) {
  return fc
    .record({
      code: fc.constant(code),
      result: fc.constantFrom(...results.map((result) => result.code)),
      title: titles(languages),
      definition: notes(languages),
      unit: fc.constantFrom('people', 'USD', 'tCO2e'),
      kind: fc.constantFrom('count', 'amount', 'percentage', 'score', 'yes-no'),
      direction: fc.constantFrom('increase', 'decrease', 'maintain'),
      frequency: fc.constantFrom('monthly', 'quarterly', 'semiannual', 'annual'),
      dimensions: fc.uniqueArray(fc.constantFrom('sex', 'origin'), { maxLength: 2 }),
      breakdown: fc.constantFrom('complete', 'partial', 'optional'),
      baseline: maybe(figure),
      baselinePeriod: maybe(fc.constantFrom('2023', '2024-Q4')),
      decimals: fc.nat({ max: 6 }),
      min: fc.constantFrom(null, 0),
      max: fc.constant(null),
      synonyms: words,
      reportedBy: fc.uniqueArray(fc.constantFrom('office', 'country', ...units.map((unit) => unit.code)), {
        maxLength: 2,
      }),
      running: fc.boolean(),
    } as const)
    .map(
      ({ running, ...drawn }): Indicator => ({
        ...drawn,
        decimals: drawn.kind === 'count' ? 0 : drawn.decimals,
        overOrgUnits: drawn.kind === 'percentage' ? 'ratio' : addsUp(drawn.kind) ? 'sum' : 'mean',
        overTime: addsUp(drawn.kind) ? 'sum' : 'latest',
        reportedAs: addsUp(drawn.kind) && running ? 'year-to-date' : 'per-period',
      }),
    );
}

const resultsFor = (levels: number, languages: readonly string[]): fc.Arbitrary<Result[]> =>
  fc
    .tuple(fc.shuffledSubarray(RESULT_CODES, { minLength: levels }), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }))
    .chain(([codes, draws]) =>
      fc.tuple(
        ...codes.map((code, index) =>
          fc.record({
            code: fc.constant(code),
            level: fc.constant(`level${Math.min(index, levels - 1)}`),
            // The first result of each level but the last is the line that all others hang under.
            parent: fc.constant(
              index === 0 ? null : (codes[(draws[index] ?? 0) % Math.min(index, levels - 1)] ?? null),
            ),
            title: titles(languages),
            description: notes(languages),
            sdg: fc.uniqueArray(fc.constantFrom('10.7', '3', '16.b', '17'), { maxLength: 2 }),
            gcm: fc.uniqueArray(fc.constantFrom('1', '23', '7'), { maxLength: 2 }),
            frameworks: words.map((list) => list.map((name) => name.replaceAll(',', ''))),
          }),
        ),
      ),
    );

const unitsIn = (languages: readonly string[]): fc.Arbitrary<OrgUnit[]> => {
  const unit = (code: string, parent: string | null, kind: OrgUnit['kind']): fc.Arbitrary<OrgUnit> =>
    fc.record({
      ...{ code: fc.constant(code), parent: fc.constant(parent), kind: fc.constant(kind), title: titles(languages) },
      iso3: maybe(fc.constantFrom('KEN', 'COL')),
      language: fc.constantFrom(...languages),
      email: maybe(fc.constantFrom('a@example.org', 'b.c+d@example.org')),
      opened: maybe(fc.constantFrom('2020-02-29', '2024-01-01')),
      closed: maybe(fc.constantFrom('2026-06-30', '2028-12-31')),
      synonyms: words,
    });
  const region = fc.constantFrom('GLOBAL', 'AFR', 'AME');
  return fc
    .tuple(region, region, fc.constantFrom('AFR', 'KEN', 'COL'))
    .chain(([kenya, colombia, office]) =>
      fc.tuple(
        ...[unit('GLOBAL', null, 'global'), unit('AFR', 'GLOBAL', 'region'), unit('AME', 'GLOBAL', 'region')],
        ...[unit('KEN', kenya, 'country'), unit('COL', colombia, 'country'), unit('KEN-DAD', office, 'office')],
      ),
    );
};

const dimensionsIn = (languages: readonly string[]): fc.Arbitrary<Plan['dimensions'][number][]> => {
  const category = (code: string) => fc.record({ code: fc.constant(code), title: titles(languages), synonyms: words });
  const dimension = (code: string, codes: readonly string[], open: fc.Arbitrary<boolean>) =>
    fc.record({
      ...{ code: fc.constant(code), title: titles(languages), synonyms: words, open },
      categories: fc.tuple(...codes.map(category)),
    });
  return fc.tuple(
    dimension('sex', ['female', 'male; other', '0-17'], fc.boolean()),
    dimension('origin', [], fc.constant(true)),
  );
};

/** The keys of the Plan sheet that a plan may go without. */
const optionalSettings = fc.record(
  {
    organisation: fc.constantFrom('XM-DAC-47066', 'demo'),
    remindBefore: fc.uniqueArray(fc.integer({ min: 1, max: 366 }), { minLength: 1, maxLength: 3 }),
    remindAfter: fc.uniqueArray(fc.integer({ min: 1, max: 366 }), { minLength: 1, maxLength: 3 }),
    reportAfterDays: fc.integer({ min: 1, max: 366 }),
    paper: fc.constant('Letter' as const),
  },
  { requiredKeys: [] },
);

const anyPlan = (languages: readonly string[], levels: number): fc.Arbitrary<Plan> =>
  fc.tuple(resultsFor(levels, languages), unitsIn(languages)).chain(([results, orgUnits]) =>
    fc.shuffledSubarray(INDICATOR_CODES, { minLength: 1 }).chain((codes) => {
      const code = fc.constantFrom(...codes);
      const unit = fc.constantFrom(...orgUnits.map((one) => one.code));
      const target = fc.record({ indicator: code, orgUnit: unit, period: fc.constantFrom(...PERIODS), value: figure });
      const language = fc.constantFrom(...languages);
      const old = codes.map((newCode, index) => ({ oldCode: `old.${index}`, newCode, effectiveFrom: '2025-Q3' }));
      return fc.record({
        ...{ id: fc.constantFrom('demo', '2024'), title: titles(languages), timeZone: fc.constant('Africa/Nairobi') },
        ...{ start: fc.constant('2024-01-01'), end: fc.constant('2028-12-31') },
        effectiveFrom: fc.constantFrom('2024', '2025-Q3'),
        languages: fc.constant(languages),
        defaultLanguage: language,
        acceptance: fc.constantFrom('partial', 'all-or-nothing'),
        suppressBelow: fc.nat({ max: 20 }),
        onTrackAt: fc.constantFrom(0.9, 1, 0.855),
        offTrackBelow: fc.constantFrom(0, 0.6),
        levels: fc.tuple(
          ...Array.from({ length: levels }, (_, order) =>
            fc.record({
              ...{ code: fc.constant(`level${order}`), order: fc.constant(order) },
              ...{ strand: fc.constant('objective' as const), title: titles(languages) },
            }),
          ),
        ),
        results: fc.constant(results),
        indicators: fc.tuple(...codes.map((one) => indicator(one, results, orgUnits, languages))),
        dimensions: dimensionsIn(languages),
        orgUnits: fc.constant(orgUnits),
        targets: fc.uniqueArray(target, { selector: (t) => `${t.indicator} ${t.orgUnit} ${t.period}`, maxLength: 12 }),
        periods: fc
          .shuffledSubarray(PERIODS, { minLength: 1 })
          .map((all) =>
            all.map((period) => ({ period, opens: lastDay(period), due: '2029-01-31', closes: '2029-02-28' })),
          ),
        rules: fc.array(fc.tuple(code, code, titles(languages)), { maxLength: 2 }).map((sides) =>
          sides.map(([left, right, message], index) => ({
            ...{ code: `R${index}`, severity: 'error' as const, operator: '<=', message },
            ...{ left: `${left} * 2`, right },
          })),
        ),
        crosswalk: fc
          .subarray([...old, { oldCode: 'older', newCode: 'old.0', effectiveFrom: '2024' }])
          .map((rows) =>
            rows.some(({ oldCode }) => oldCode === 'old.0') ? rows : rows.filter(({ oldCode }) => oldCode !== 'older'),
          ),
        headers: fc.record({
          ...{ orgUnit: words, period: words, indicator: words, value: words, numerator: words },
          ...{ denominator: words, note: words, ignore: words },
        }),
        subscriptions: fc.uniqueArray(
          fc.record({
            ...{
              email: fc.constantFrom('x@example.org', 'y@example.org'),
              report: fc.constant('results'),
              scope: unit,
            },
            ...{ frequency: fc.constantFrom('quarterly', 'annual'), language },
            formats: fc.shuffledSubarray(['html', 'pdf', 'json'], { minLength: 1 }),
          } as const),
          { selector: (s) => [s.email, s.scope, s.frequency, s.language].join(' '), maxLength: 4 },
        ),
      } as const);
    }),
  );

/** Plans that the reader accepts, as it gives them: of one to four languages, with every kind of indicator, open and closed lists. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .tuple(fc.shuffledSubarray(LANGUAGES, { minLength: 1 }), fc.integer({ min: 2, max: 3 }))
  .chain(([languages, levels]) => fc.tuple(anyPlan(languages, levels), optionalSettings))
  .map(([plan, settings]) => ({ ...plan, ...settings }));

/** The same plan with the rows of every sheet in another order. */
export function shuffled(plan: Plan): fc.Arbitrary<Plan> {
  const any = <T>(rows: readonly T[]) => fc.shuffledSubarray([...rows], { minLength: rows.length });
  return fc
    .record({
      ...{ levels: any(plan.levels), results: any(plan.results), indicators: any(plan.indicators) },
      ...{ dimensions: any(plan.dimensions), orgUnits: any(plan.orgUnits), targets: any(plan.targets) },
      ...{ periods: any(plan.periods), rules: any(plan.rules), crosswalk: any(plan.crosswalk) },
      subscriptions: any(plan.subscriptions),
    })
    .map((rows) => ({ ...plan, ...rows }));
}
