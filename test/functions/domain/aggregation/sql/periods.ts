/** A calendar written out by hand, so that it shares nothing with the one under test. */
export interface PlainPeriod {
  readonly code: string;
  readonly year: number;
  /** First and last month, 1 to 12. */
  readonly from: number;
  readonly to: number;
  /** The plan version that governs it. */
  readonly version: 1 | 2;
}

export const YEARS = [2024, 2025, 2026];

const LENGTHS = { annual: 12, semiannual: 6, quarterly: 3, monthly: 1 } as const;

const notation = (months: number, n: number): string =>
  months === 12 ? '' : months === 6 ? `-S${n}` : months === 3 ? `-Q${n}` : `-${String(n).padStart(2, '0')}`;

/** The periods of a frequency in the years of the data. */
export function periodsOf(frequency: keyof typeof LENGTHS): PlainPeriod[] {
  const months = LENGTHS[frequency];
  return YEARS.flatMap((year) =>
    Array.from({ length: 12 / months }, (_, i) => ({
      ...{ code: `${year}${notation(months, i + 1)}`, year, from: i * months + 1, to: (i + 1) * months },
      version: year > 2025 || (year === 2025 && i * months + 1 >= 7) ? (2 as const) : (1 as const),
    })),
  );
}

export const ALL_PERIODS = (['monthly', 'quarterly', 'semiannual', 'annual'] as const).flatMap(periodsOf);
