import fc from 'fast-check';
import type { Schedule } from './deliver.ts';
import { violations } from './oracle.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { schedules } from './schedules.ts';
import { createWorld, type Left } from './world.ts';

export interface Tried {
  readonly scenario: Scenario;
  readonly schedule: Schedule;
}

/** Runs schedules of all scenarios, one after the other, and compares each with the quiet run of its scenario. */
export interface Trial {
  readonly names: readonly string[];
  /** How many requests the scenario makes in quiet. */
  requests(name: string): Promise<number>;
  /** Throws, with all that happened, when the run did not end as the quiet one. */
  run(name: string, schedule: Schedule): Promise<Left>;
  /** Any schedule of any scenario, or of some. */
  any(...only: readonly string[]): Promise<fc.Arbitrary<readonly [name: string, schedule: Schedule]>>;
  stop(): Promise<void>;
}

export async function createTrial(): Promise<Trial> {
  const all = new Map((await scenarios()).map((scenario) => [scenario.name, scenario]));
  const world = await createWorld();
  const quiet = new Map<string, Promise<Left>>();
  // The SDK waits a random while before it tries again: here it never does.
  const random = Math.random;
  Math.random = () => 0;

  function scenarioOf(name: string): Scenario {
    const scenario = all.get(name);
    if (!scenario) throw new RangeError(`There is no scenario “${name}”; there are: ${[...all.keys()].join(', ')}`);
    return scenario;
  }

  function quietOf(name: string): Promise<Left> {
    const known = quiet.get(name) ?? world.run(scenarioOf(name));
    quiet.set(name, known);
    return known;
  }

  const requests = async (name: string) => (await quietOf(name)).requests;

  return {
    names: [...all.keys()],
    requests,
    async run(name, schedule) {
      const expected = await quietOf(name);
      const left = await world.run(scenarioOf(name), schedule);
      const wrong = violations(expected, left, scenarioOf(name).sameness);
      if (wrong.length > 0) throw new Error([...wrong, '', ...left.trace].join('\n'));
      return left;
    },
    async any(...only) {
      const names = only.length === 0 ? [...all.keys()] : only;
      const each = [];
      for (const name of names) {
        const many = await requests(name);
        // What takes long comes less often, so that many fit in the time there is.
        each.push({ weight: Math.ceil((300 / many) ** 2), arbitrary: fc.tuple(fc.constant(name), schedules(many)) });
      }
      return fc.oneof(...each);
    },
    async stop() {
      Math.random = random;
      await world.stop();
    },
  };
}
