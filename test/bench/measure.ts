export interface Case {
  readonly name: string;
  run(): unknown;
}

export interface Measured {
  readonly name: string;
  readonly medianMs: number;
  /** Against the first case of the run. */
  readonly ratio: number;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** So many files one after another, as a warm function meets them: the collection before each round throws away compiled code. */
export function times(files: number, work: () => unknown): () => Promise<void> {
  return async () => {
    for (let file = 0; file < files; file += 1) await work();
  };
}

/** Runs the cases in turn, round after round (A B A B …), after one round that is not counted: a drift of the machine hits all alike. */
async function inTurn(cases: readonly Case[], rounds: number, one: (work: Case) => Promise<number>): Promise<number[]> {
  const values = cases.map((): number[] => []);
  for (let round = -1; round < rounds; round += 1) {
    for (const [i, work] of cases.entries()) {
      globalThis.gc?.();
      const value = await one(work);
      if (round >= 0) values[i]?.push(value);
    }
  }
  return values.map(median);
}

export async function measure(cases: readonly Case[], rounds: number): Promise<Measured[]> {
  const medians = await inTurn(cases, rounds, async ({ run }) => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  });
  return cases.map(({ name }, i) => ({
    name,
    medianMs: medians[i] ?? 0,
    ratio: (medians[i] ?? 0) / (medians[0] ?? 1),
  }));
}

/** The medians of what the cases measure themselves, run in turn. */
export const measureValues = (cases: readonly Case[], rounds: number): Promise<number[]> =>
  inTurn(cases, rounds, async ({ run }) => Number(await run()));

export function print(title: string, measured: readonly Measured[]): void {
  process.stdout.write(`\n${title}\n`);
  for (const { name, medianMs, ratio } of measured)
    process.stdout.write(
      `  ${name.padEnd(52)} ${medianMs.toFixed(1).padStart(9)} ms  ${ratio.toFixed(2).padStart(7)}\n`,
    );
}
