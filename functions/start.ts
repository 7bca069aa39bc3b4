export type Environment = Readonly<Record<string, string | undefined>>;

/** A Lambda handler that reads the environment and opens its clients at the first event, then keeps them. */
export function onFirstEvent<E, R>(
  create: (environment: Environment) => (event: E) => Promise<R>,
): (event: E) => Promise<R> {
  let wired: ((event: E) => Promise<R>) | undefined;
  return (event) => {
    wired ??= create(process.env);
    return wired(event);
  };
}
