import type { Indicator } from '../plan/model.ts';
import type { CategoryActual, UnknownRest } from './actual.ts';
import { lostIn } from './sum.ts';

type Rules = Pick<Indicator, 'kind' | 'overOrgUnits' | 'overTime' | 'dimensions'>;

/** Binary fractions of decimals differ in their last digits: 0.3 has nothing beyond 0.1 and 0.2. */
const TOLERANCE = 1e-9;

/** Whether the categories of a figure and what is not known of them add up to it, however far it was rolled up. */
export function partsAddUp({ kind, overOrgUnits, overTime }: Omit<Rules, 'dimensions'>): boolean {
  const isAmount = kind === 'count' || kind === 'amount';
  const overUnits = overOrgUnits === 'sum' || overOrgUnits === 'none';
  return isAmount && overUnits && overTime !== 'max' && overTime !== 'mean';
}

/** What the total has beyond the categories of one dimension; 0 where nothing is left. */
function restOf(total: number, dimension: string, breakdowns: readonly CategoryActual[]): number {
  let rest = total;
  let lost = 0;
  let scale = Math.abs(total);
  for (const cell of breakdowns) {
    if (cell.dimension !== dimension || cell.value === null) continue;
    lost += lostIn(rest, -cell.value);
    rest -= cell.value;
    scale += Math.abs(cell.value);
  }
  return rest + lost > TOLERANCE * scale ? rest + lost : 0;
}

/**
 * Per dimension of the indicator, what the total has beyond its categories: of units that gave no breakdown, or a partial one. Only where
 * figures add up and something is left; categories that exceed the total, as where people count in several, leave nothing.
 */
export function unknownRests(rules: Rules, total: number | null, breakdowns: readonly CategoryActual[]): UnknownRest[] {
  if (total === null || !partsAddUp(rules)) return [];
  const rests: UnknownRest[] = [];
  for (const dimension of rules.dimensions) {
    const value = restOf(total, dimension, breakdowns);
    if (value > 0) rests.push({ dimension, value });
  }
  return rests;
}
