/** Data points as CloudWatch would have them: one a minute at most of each source, of each metric. */
export interface Measured {
  /** `source` is a queue or a function by its name. */
  record(metric: string, source: string, at: number, value: number): void;
  /** Those from an instant until before another, in milliseconds. */
  between(metric: string, source: string, from: number, until: number): readonly number[];
}

export function createMeasured(): Measured {
  const points = new Map<string, { readonly at: number; readonly value: number }[]>();
  return {
    record(metric, source, at, value) {
      const name = `${metric} ${source}`;
      const own = points.get(name) ?? [];
      points.set(name, own);
      own.push({ at, value });
    },
    between: (metric, source, from, until) =>
      (points.get(`${metric} ${source}`) ?? []).filter(({ at }) => at >= from && at < until).map(({ value }) => value),
  };
}
