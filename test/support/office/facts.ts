import fc from 'fast-check';
import type { Indicator, Plan } from '../../../functions/domain/plan/model.ts';
import { periodsWithin } from '../../../functions/domain/plan/period.ts';

export type Part = 'value' | 'numerator' | 'denominator';

/** One figure of a file: who, of what, when, of whom, how much. */
export interface Fact {
  readonly orgUnit: string;
  readonly indicator: string;
  readonly period: string;
  /** Category by dimension; empty for a total. */
  readonly categories: Readonly<Record<string, string>>;
  readonly part: Part;
  /** In the indicator's terms: percentages as fractions of 1, yes and no as 1 and 0. */
  readonly number: number;
}

/** What a fact is of, as one text. */
export function keyOf({ orgUnit, indicator, period, categories, part }: Omit<Fact, 'number'>): string {
  const by = Object.entries(categories)
    .map(([dimension, code]) => `${dimension}=${code}`)
    .sort();
  return [orgUnit, indicator, period, ...by, part].join(' | ');
}

const count = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 5_000 }), fc.nat({ max: 20_000_000 }));
const hundredths = fc.oneof(fc.nat({ max: 1_000 }), fc.nat({ max: 100_000_000 })).map((n) => n / 100);
const thousandths = fc.nat({ max: 1_000 }).map((n) => n / 1_000);

/** Numbers that an indicator's figure may be, exact in decimal writing. */
function numbers({ kind }: Indicator, part: Part): fc.Arbitrary<number> {
  if (part !== 'value') return count;
  switch (kind) {
    case 'count':
      return count;
    case 'amount':
      return fc.oneof(
        hundredths,
        hundredths.map((n) => -n || 0),
        count,
      );
    case 'percentage':
      return thousandths;
    case 'score':
      return hundredths;
    case 'yes-no':
      return fc.constantFrom(0, 1);
    default:
      return kind satisfies never;
  }
}

function categoriesOf(plan: Plan, indicator: Indicator): fc.Arbitrary<Record<string, string>> {
  const choices = indicator.dimensions.map((code) => {
    const codes = plan.dimensions.find((one) => one.code === code)?.categories.map((one) => one.code) ?? [];
    const some = codes.length > 0 ? codes : ['Somalia', 'Süd Sudan', 'الصومال'];
    return [code, fc.option(fc.constantFrom(...some), { nil: null })] as const;
  });
  return fc
    .record(Object.fromEntries(choices))
    .map((chosen) =>
      Object.fromEntries(Object.entries(chosen).flatMap(([code, one]) => (one === null ? [] : [[code, one]]))),
    );
}

function factsOf(plan: Plan, indicator: Indicator, year: string, units: readonly string[]): fc.Arbitrary<Fact[]> {
  const parts: readonly Part[] = indicator.overOrgUnits === 'ratio' ? ['numerator', 'denominator'] : ['value'];
  return fc
    .record({
      orgUnit: fc.constantFrom(...units),
      period: fc.constantFrom(...periodsWithin(year, indicator.frequency)),
      categories: categoriesOf(plan, indicator),
      numbers: fc.tuple(...parts.map((part) => numbers(indicator, part))),
    })
    .map(({ numbers: drawn, ...of }) =>
      parts.map((part, index) => ({ ...of, indicator: indicator.code, part, number: drawn[index] ?? 0 })),
    );
}

/** Facts of an office about a plan, each figure once; at least one. */
export function arbitraryFacts(plan: Plan, units: readonly string[] = ['KEN'], year = '2025'): fc.Arbitrary<Fact[]> {
  return fc
    .array(
      fc.constantFrom(...plan.indicators).chain((indicator) => factsOf(plan, indicator, year, units)),
      { minLength: 1, maxLength: 12 },
    )
    .map((all) => [...new Map(all.flat().map((fact) => [keyOf(fact), fact])).values()]);
}
