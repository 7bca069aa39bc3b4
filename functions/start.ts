import { loggable } from './log.ts';
import { workingOn } from './run.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Of what Lambda tells beside the event. */
interface Call {
  readonly awsRequestId: string;
}

/** A Lambda handler that reads the environment and opens its clients at the first event, then keeps them. */
export function onFirstEvent<E, R>(
  create: (environment: Environment) => (event: E) => Promise<R>,
): (event: E, call?: Call) => Promise<R> {
  let wired: ((event: E) => Promise<R>) | undefined;
  return async (event, call) => {
    try {
      wired ??= create(process.env);
      const handle = wired;
      return await workingOn(call ? { request: call.awsRequestId } : {}, () => handle(event));
    } catch (error) {
      throw loggable(error);
    }
  };
}
