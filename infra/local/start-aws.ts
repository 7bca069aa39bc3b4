import { startEmbeddedAws } from './embedded-aws.ts';
import { endpointsIn } from './endpoint/endpoints.ts';
import type { Kept } from './endpoint/kept.ts';
import type { LocalAws } from './local-aws.ts';

export const SENDER = 'jalon@example.org';

const PATIENCE_SECONDS = 60;

/** Seconds that whoever is named may take to answer, as a container takes some to start. */
const patienceIn = ({ ENDPOINT_WAIT_SECONDS }: NodeJS.ProcessEnv): number =>
  Number(ENDPOINT_WAIT_SECONDS) || PATIENCE_SECONDS;

export interface LocalAwsOptions {
  readonly inboxPort?: number;
  readonly dated?: boolean;
  /** What an earlier run has left, to work on. */
  readonly kept?: Kept;
  readonly say: (line: string) => void;
}

/** The AWS that the SDK's own variables name, else one in this process. */
export async function startLocalAws({ inboxPort, dated = false, kept, say }: LocalAwsOptions): Promise<LocalAws> {
  const endpoints = kept?.endpoints ?? endpointsIn(process.env);
  if (endpoints === null) return startEmbeddedAws(inboxPort === undefined ? {} : { inboxPort });
  const { startEndpointAws } = await import('./endpoint/endpoint-aws.ts');
  return startEndpointAws(endpoints, {
    inboxPort,
    say,
    patience: patienceIn(process.env),
    sendsNews: dated || kept !== undefined,
    ...(kept ? { kept } : {}),
    sender: SENDER,
  });
}
