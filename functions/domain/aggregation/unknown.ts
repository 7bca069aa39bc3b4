import type { Indicator } from '../plan/model.ts';
import type { CategoryActual, UnknownRest } from './actual.ts';
import { lostIn } from './sum.ts';

type Rules = Pick<Indicator, 'kind' | 'overOrgUnits' | 'overTime' | 'dimensions'>;

/** Binary fractions of decimals differ in their last digits: 0.3 has nothing beyond 0.1 and 0.2. */
const TOLERANCE = 1e-9;

/** Whether the categories of a figure and what is not known of them add up to it, however far it was rolled up. */
export function partsAddUp({ kind, overOrgUnits, overTime }: Rules): boolean {
  const isAmount = kind === 'count' || kind === 'amount';
  const overUnits = overOrgUnits === 'sum' || overOrgUnits === 'none';
  return isAmount && overUnits && overTime !== 'max' && overTime !== 'mean';
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    lost += lostIn(sum, value);
    sum += value;
  }
  return sum + lost;
}

/**
 * Per dimension of the indicator, what the total has beyond its categories: of units that gave no breakdown, or a partial one. Only where
 * figures add up and something is left; categories that exceed the total, as where people count in several, leave nothing.
 */
export function unknownRests(rules: Rules, total: number | null, breakdowns: readonly CategoryActual[]): UnknownRest[] {
  if (total === null || !partsAddUp(rules)) return [];
  return rules.dimensions.flatMap((dimension) => {
    const values = breakdowns.flatMap((cell) => (cell.dimension === dimension ? (cell.value ?? []) : []));
    const rest = sumOf([total, ...values.map((value) => -value)]);
    const scale = sumOf([Math.abs(total), ...values.map(Math.abs)]);
    return rest > TOLERANCE * scale ? [{ dimension, value: rest }] : [];
  });
}
