import { z } from 'zod';
import type { Letter } from './letters.ts';

/** What Lambda sends of a run without a queue that it has called for the last time. */
const Record = z.object({
  requestContext: z.object({ requestId: z.string(), condition: z.string() }),
  responsePayload: z.object({ errorMessage: z.string(), errorType: z.string().optional() }).optional(),
});

/** What EventBridge Scheduler writes beside a call that it could not make. */
const Uncalled = z.object({ ERROR_CODE: z.string(), ERROR_MESSAGE: z.string().optional() });

export interface GivenUp {
  /** The run of its log lines; null where the function was not called. */
  readonly run: string | null;
  readonly reason: string;
}

/** What a dead letter of a daily run tells of it; null where it tells nothing. */
export function readGivenUp({ body, attributes }: Pick<Letter, 'body' | 'attributes'>): GivenUp | null {
  const uncalled = Uncalled.safeParse(attributes);
  if (uncalled.success) {
    const { ERROR_CODE: code, ERROR_MESSAGE: message } = uncalled.data;
    const why = message === undefined ? code : `${code}: ${message}`;
    return { run: null, reason: `EventBridge Scheduler could not call it: ${why}` };
  }
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
