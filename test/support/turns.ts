import { setImmediate as flush } from 'node:timers/promises';

/** So many calls in a row of one actor. */
export interface Burst {
  readonly actor: number;
  readonly calls: number;
}

/** Lets several actors make their calls one at a time, in an order given beforehand. */
export interface Turns {
  /** The same adapters for one actor: each of its calls waits for its turn. */
  gate<T extends object>(actor: number, adapters: T): T;
  /** Lets an actor make up to so many calls; gives how many it made. */
  serve(burst: Burst): Promise<number>;
  /** Runs the actors to their end: burst by burst, those that do not wait left out, then the rest in order. */
  run(actors: readonly (() => Promise<unknown>)[], bursts: readonly Burst[]): Promise<void>;
}

type Call = () => Promise<unknown>;

export function createTurns(): Turns {
  const waiting = new Map<number, Call[]>();

  const turn = (actor: number, call: Call): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const queue = waiting.get(actor) ?? [];
    waiting.set(actor, queue);
    queue.push(() => call().then(resolve, reject));
    return promise;
  };

  const gateOne = <T extends object>(actor: number, adapter: T): T =>
    new Proxy(adapter, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => turn(actor, async () => Reflect.apply(method, target, args));
      },
    });

  async function serve({ actor, calls }: Burst): Promise<number> {
    for (let made = 0; made < calls; made += 1) {
      await flush();
      const next = waiting.get(actor)?.shift();
      if (next === undefined) return made;
      await next();
    }
    return calls;
  }

  return {
    serve,
    gate(actor, adapters) {
      const gated = { ...adapters };
      for (const [name, adapter] of Object.entries(adapters)) Object.assign(gated, { [name]: gateOne(actor, adapter) });
      return gated;
    },
    async run(actors, bursts) {
      const ends = Promise.all(actors.map((actor) => actor()));
      ends.catch(() => undefined);
      for (const burst of bursts) await serve(burst);
      for (const actor of actors.keys())
        while ((await serve({ actor, calls: Number.POSITIVE_INFINITY })) > 0) await flush();
      await ends;
    },
  };
}
