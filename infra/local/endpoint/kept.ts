import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { endpointFile, STATE_FOLDER, stateFile } from '../state.ts';
import type { Endpoints } from './endpoints.ts';

const Kept = z.object({
  endpoints: z.object({
    s3: z.string(),
    sqs: z.string(),
    dynamodb: z.string(),
    sesv2: z.string().optional(),
    ses: z.string().optional(),
  }),
  region: z.string(),
  prefix: z.string(),
});

/** Where on which AWS a run has left its resources. Keys are not kept. */
export interface Kept {
  readonly endpoints: Endpoints;
  readonly region: string;
  readonly prefix: string;
}

/** Removes what another run has left: later commands would answer from that. */
export async function forgetRun(out: string): Promise<void> {
  await rm(stateFile(out), { force: true });
  await rm(endpointFile(out), { force: true });
}

/** Keeps it in place of what another run has left. */
export async function keepEndpoint(out: string, { endpoints, region, prefix }: Kept): Promise<void> {
  await mkdir(join(out, STATE_FOLDER), { recursive: true });
  await forgetRun(out);
  await writeFile(endpointFile(out), `${JSON.stringify({ endpoints, region, prefix }, null, 2)}\n`);
}

/** What a run on another AWS has kept under its output folder; null where none has. Throws on what is no such thing. */
export async function keptEndpoint(out: string): Promise<Kept | null> {
  const text = await readFile(endpointFile(out), 'utf8').catch(() => null);
  if (text === null) return null;
  const { endpoints, ...rest } = Kept.parse(JSON.parse(text));
  const { sesv2, ses, ...needed } = endpoints;
  return { ...rest, endpoints: { ...needed, ...(sesv2 ? { sesv2 } : {}), ...(ses ? { ses } : {}) } };
}
