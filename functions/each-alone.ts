/** Does each, whatever becomes of the others; throws the first failure, once all were tried: what is done again then does what is left. */
export async function eachAlone<One>(all: Iterable<One>, work: (one: One) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all)
    try {
      await work(one);
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}
