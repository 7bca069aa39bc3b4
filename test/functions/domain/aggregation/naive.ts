import type { BreakdownRow, LedgerEntry, Observation } from '../../../../functions/domain/ledger/entry.ts';
import type { Indicator, Plan } from '../../../../functions/domain/plan/model.ts';

/**
 * A second aggregation, slow and plain, written from the meaning of the numbers and sharing no code with the product: it re-reads every
 * entry for every figure, and tells periods by their months.
 */
export interface NaiveActual {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly yearToDate: number | null;
  readonly planToDate: number | null;
  readonly reported: number;
  readonly breakdowns: Readonly<Record<string, number | null>>;
  /** By the categories in the order of the indicator's dimensions. */
  readonly crossed: Readonly<Record<string, number | null>>;
  /** What of the total no category of a dimension has, also where that is nothing or less; null where figures do not add up. */
  readonly rest: Readonly<Record<string, number | null>>;
}

interface Part {
  readonly v: number;
  readonly n: number;
  readonly d: number;
}
const CODES = ['female', 'male', 'other', 'AFG', 'SYR'];

type PartOf = (observation: Observation) => Part | null;

/** First and last month of a period, counted from the year 0. */
function months(period: string): [number, number] {
  const start = Number(period.slice(0, 4)) * 12;
  const tail = period.slice(5);
  if (tail === '') return [start + 1, start + 12];
  const n = Number(tail.replace(/\D/g, ''));
  if (tail.startsWith('S')) return [start + n * 6 - 5, start + n * 6];
  if (tail.startsWith('Q')) return [start + n * 3 - 2, start + n * 3];
  return [start + n, start + n];
}

const within = (inner: string, from: number, to: number) => months(inner)[0] >= from && months(inner)[1] <= to;

export function naive(
  plan: Plan,
  entries: readonly LedgerEntry[],
  scope: string,
  indicator: Indicator,
  period: string,
) {
  const ratio = indicator.overOrgUnits === 'ratio';
  const [from, to] = months(period);
  const [january] = months(period.slice(0, 4));
  const [began] = months(plan.start.slice(0, 7));

  const below = (unit: string): boolean => {
    for (let at: string | null = unit; at !== null; at = plan.orgUnits.find((u) => u.code === at)?.parent ?? null)
      if (at === scope) return true;
    return false;
  };
  const units = plan.orgUnits.map((u) => u.code).filter(below);

  /** What counts for a unit, a period each. */
  const currentOf = (unit: string): Observation[] => {
    const best = new Map<string, { order: string; observation: Observation }>();
    for (const entry of entries)
      for (const observation of entry.observations) {
        if (observation.orgUnit !== unit || observation.indicator !== indicator.code) continue;
        const known = best.get(observation.period);
        if (!known || entry.order > known.order) best.set(observation.period, { order: entry.order, observation });
      }
    return [...best.values()].map((b) => b.observation);
  };
  const hasFigure = (o: Observation) =>
    [o.total, ...o.breakdown].some((f) => (ratio ? f.numerator !== null && f.denominator !== null : f.value !== null));
  const statedBy = (unit: string) => currentOf(unit).filter(hasFigure);
  const usedBy = (unit: string) => {
    const stated = statedBy(unit);
    const isMadeOfFiner = (o: Observation) =>
      stated.some((other) => other.period !== o.period && within(other.period, ...months(o.period)));
    return stated.filter((o) => !isMadeOfFiner(o)).sort((a, b) => months(a.period)[1] - months(b.period)[1]);
  };

  const part = (f: Observation['total']): Part | null => {
    if (ratio)
      return f.numerator === null || f.denominator === null
        ? null
        : { v: Number.NaN, n: f.numerator, d: f.denominator };
    return f.value === null ? null : { v: f.value, n: Number.NaN, d: Number.NaN };
  };
  const total: PartOf = (o) => part(o.total);
  const additive = ratio || indicator.overOrgUnits === 'sum' || ['count', 'amount'].includes(indicator.kind);
  const isAlone = (r: BreakdownRow) => Object.keys(r.categories).length === 1;
  /** Rows of the dimension alone; where there are none, those of the crossing, if they may be added. */
  const category =
    (dimension: string, code: string): PartOf =>
    (o) => {
      const rows = o.breakdown.filter((r) => r.categories[dimension] !== undefined && part(r) !== null);
      const alone = rows.filter(isAlone);
      const counted = alone.length > 0 ? alone : additive ? rows : [];
      return add(counted.filter((r) => r.categories[dimension] === code).flatMap((r) => part(r) ?? []));
    };
  const cell =
    (codes: readonly string[]): PartOf =>
    (o) => {
      const found = o.breakdown.find(
        (r) => !isAlone(r) && indicator.dimensions.every((dimension, at) => r.categories[dimension] === codes[at]),
      );
      return found ? part(found) : null;
    };

  const add = (parts: readonly Part[]): Part | null =>
    parts.length === 0 ? null : parts.reduce((a, b) => ({ v: a.v + b.v, n: a.n + b.n, d: a.d + b.d }));
  const quotient = (p: Part) => (p.d === 0 ? Number.NEGATIVE_INFINITY : p.n / p.d);

  const ofUnit = (unit: string, first: number, end: number, pick: PartOf): Part | null => {
    // Reports for the year to date begin anew each year.
    const isToDate = indicator.overTime === 'sum' && indicator.reportedAs === 'year-to-date';
    const years = Math.floor((end - 1) / 12) - Math.floor((first - 1) / 12);
    if (isToDate && years > 0) {
      const newYear = Math.floor((end - 1) / 12) * 12;
      return add([ofUnit(unit, first, newYear, pick), ofUnit(unit, newYear + 1, end, pick)].flatMap((p) => p ?? []));
    }
    const used = usedBy(unit);
    const inside = used.filter((o) => within(o.period, first, end));
    const last = inside.at(-1);
    const parts = inside.flatMap((o) => pick(o) ?? []);
    if (!last) return null;
    if (isToDate) {
      const now = pick(last);
      if (first % 12 === 1 || now === null) return now;
      const previous = used.find((o) => months(o.period)[1] === first - 1);
      const then = previous ? pick(previous) : null;
      return then === null ? null : { v: now.v - then.v, n: now.n - then.n, d: now.d - then.d };
    }
    if (indicator.overTime === 'sum') return add(parts);
    if (indicator.overTime === 'latest') return pick(last);
    if (indicator.overTime === 'none')
      return within(last.period, first, end) && months(last.period)[0] === first && months(last.period)[1] === end
        ? pick(last)
        : null;
    if (indicator.overTime === 'max')
      return parts.reduce<Part | null>((best, p) => {
        if (best === null) return p;
        return (ratio ? quotient(p) > quotient(best) : p.v > best.v) ? p : best;
      }, null);
    const sum = add(parts);
    return sum === null ? null : { ...sum, v: sum.v / parts.length };
  };

  const ofScope = (first: number, end: number, pick: PartOf): Part | null => {
    if (indicator.overOrgUnits === 'none') return ofUnit(scope, first, end, pick);
    const parts = units.flatMap((unit) => ofUnit(unit, first, end, pick) ?? []);
    if (parts.length === 0) return null;
    if (indicator.overOrgUnits === 'max') return { v: Math.max(...parts.map((p) => p.v)), n: 0, d: 0 };
    if (indicator.overOrgUnits === 'min') return { v: Math.min(...parts.map((p) => p.v)), n: 0, d: 0 };
    const sum = add(parts);
    if (sum && indicator.overOrgUnits === 'mean') return { ...sum, v: sum.v / parts.length };
    return sum;
  };

  const resultOf = (p: Part | null) => (p === null ? null : ratio ? (p.d === 0 ? null : p.n / p.d) : p.v);
  const figure = ofScope(from, to, total);
  const breakdowns: Record<string, number | null> = {};
  const rest: Record<string, number | null> = {};
  const isAmount = indicator.kind === 'count' || indicator.kind === 'amount';
  const partsAddUp =
    isAmount && ['sum', 'none'].includes(indicator.overOrgUnits) && !['max', 'mean'].includes(indicator.overTime);
  for (const dimension of indicator.dimensions) {
    const parts = CODES.flatMap((code) => {
      const found = ofScope(from, to, category(dimension, code));
      if (found !== null) breakdowns[`${dimension} ${code}`] = resultOf(found);
      return found ?? [];
    });
    rest[dimension] = figure === null || !partsAddUp ? null : parts.reduce((left, p) => left - p.v, figure.v);
  }
  const crossed: Record<string, number | null> = {};
  for (const a of CODES)
    for (const b of CODES) {
      const found = ofScope(from, to, cell([a, b]));
      if (found !== null) crossed[`${a} ${b}`] = resultOf(found);
    }
  return {
    value: resultOf(figure),
    numerator: ratio ? (figure?.n ?? null) : null,
    denominator: ratio ? (figure?.d ?? null) : null,
    yearToDate: resultOf(ofScope(january, to, total)),
    planToDate: indicator.overTime === 'none' ? null : resultOf(ofScope(began, to, total)),
    reported: units.filter((unit) => statedBy(unit).some((o) => within(o.period, from, to))).length,
    breakdowns,
    crossed,
    rest,
  } satisfies NaiveActual;
}
