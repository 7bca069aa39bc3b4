import { createBucket } from '../local/bucket.ts';
import { createHandlers } from '../local/handlers.ts';
import type { LocalAws } from '../local/local-aws.ts';
import { addOutput } from '../local/output.ts';
import { createPump, type PumpLimits } from '../local/pump.ts';

/** Lets the functions work off what waits in a local run's AWS, and adds what comes out to the output folder. */
export async function workOff(embedded: LocalAws, out: string, limits: PumpLimits = {}): Promise<void> {
  const { steps, close } = createHandlers(embedded);
  const pump = createPump({ embedded, handlers: steps, limits });
  pump.start();
  try {
    await Promise.race([pump.idle(), embedded.lost]);
  } finally {
    await pump.stop();
    await close();
  }
  await addOutput(out, createBucket(embedded.environment.BUCKET_NAME ?? ''), embedded);
}
