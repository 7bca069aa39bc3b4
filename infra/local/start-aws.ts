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
  /** Port of the inbox page; another is taken when it is not free. */
  readonly inboxPort?: number;
  /** Whether uploads are dated otherwise than by the clock, and so are the news of them. */
  readonly dated?: boolean;
  /** Whether others put objects too, such as the upload page: they are looked for where the bucket does not tell of them. */
  readonly looksOut?: boolean;
  /** What an earlier run has left on another AWS, to work on. */
  readonly kept?: Kept;
  readonly say: (line: string) => void;
}

/** The AWS that the SDK's own variables name, else one in this process. */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const endpoints = options.kept?.endpoints ?? endpointsIn(process.env);
  if (endpoints === null) return startEmbeddedAws(options);
  const { startEndpointAws } = await import('./endpoint/endpoint-aws.ts');
  return startEndpointAws(endpoints, { ...options, patience: patienceIn(process.env) });
}
