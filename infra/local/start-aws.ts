import { startEmbeddedAws } from './embedded-aws.ts';
import { endpointsIn } from './endpoint/endpoints.ts';
import type { LocalAws } from './local-aws.ts';

export const SENDER = 'jalon@example.org';

/** Seconds that whoever is named may take to answer, as a container takes some to start. */
const PATIENCE_SECONDS = 60;

export interface LocalAwsOptions {
  readonly inboxPort?: number;
  readonly dated?: boolean;
  readonly say: (line: string) => void;
}

/** The AWS that the SDK's own variables name, else one in this process. */
export async function startLocalAws({ inboxPort, dated = false, say }: LocalAwsOptions): Promise<LocalAws> {
  const endpoints = endpointsIn(process.env);
  if (endpoints === null) return startEmbeddedAws(inboxPort === undefined ? {} : { inboxPort });
  const { startEndpointAws } = await import('./endpoint/endpoint-aws.ts');
  const patience = Number(process.env.ENDPOINT_WAIT_SECONDS || PATIENCE_SECONDS);
  return startEndpointAws(endpoints, { inboxPort, dated, say, patience, sender: SENDER });
}
