import { z } from 'zod';

/** What Lambda sends of a run without a queue that it has called for the last time. */
const Record = z.object({
  requestContext: z.object({ requestId: z.string(), condition: z.string() }),
  responsePayload: z.object({ errorMessage: z.string(), errorType: z.string().optional() }).optional(),
});

export interface GivenUp {
  /** The run of its log lines. */
  readonly run: string;
  readonly reason: string;
}

/** What a dead letter of a daily run tells of it; null where it tells nothing. */
export function readGivenUp(body: string): GivenUp | null {
  const record = z.preprocess(parsed, Record).safeParse(body);
  if (!record.success) return null;
  const { requestContext, responsePayload } = record.data;
  const { errorType = 'Error', errorMessage } = responsePayload ?? {};
  const reason =
    errorMessage === undefined ? `Lambda gave it up: ${requestContext.condition}` : `${errorType}: ${errorMessage}`;
  return { run: requestContext.requestId, reason };
}

function parsed(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return null;
  }
}
