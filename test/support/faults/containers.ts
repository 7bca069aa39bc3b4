import type { EmbeddedAws } from '../../../infra/local/embedded-aws.ts';
import { createHandlers } from '../../../infra/local/handlers.ts';
import type { StepHandler } from '../../../infra/local/pump.ts';
import type { Container, Containers } from './deliver.ts';

/** A function that a schedule starts: its event is the text of the one message. */
const started =
  (handler: (event: unknown) => Promise<unknown>): StepHandler =>
  async ({ Records: [record] }) => {
    await handler(JSON.parse(record?.body ?? '{}'));
    return undefined;
  };

function createContainer(embedded: EmbeddedAws): { container: Container; close(): Promise<void> } {
  const { steps, dispatch, remind, close } = createHandlers(embedded);
  return { container: { ...steps, dispatch: started(dispatch), remind: started(remind) }, close };
}

/** Functions just started for one run; one that died is never taken again. */
export function freshContainers(embedded: EmbeddedAws): Containers {
  const idle: Container[] = [];
  return {
    take: () => idle.pop() ?? createContainer(embedded).container,
    giveBack(container, alive) {
      if (alive) idle.push(container);
    },
  };
}

/** Functions that live on from run to run, as starting their browsers would take longer than all else. */
export function keptContainers(embedded: EmbeddedAws): Containers & { close(): Promise<void> } {
  const idle: Container[] = [];
  const closing: (() => Promise<void>)[] = [];
  return {
    take() {
      const known = idle.pop();
      if (known) return known;
      const { container, close } = createContainer(embedded);
      closing.push(close);
      return container;
    },
    giveBack: (container) => void idle.push(container),
    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}
