/** What a request that an endpoint may do without came to. */
export type Asked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string };

export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' || error.message === 'UnknownError' ? error.name : `${error.name}: ${error.message}`;
};

const ANSWER_MILLISECONDS = 8000;

/** Makes a request that is not needed; an endpoint that does not know it, fails at it or never answers is gone on with. */
export async function asked<Value>(
  request: (timely: { abortSignal: AbortSignal }) => Promise<Value>,
): Promise<Asked<Value>> {
  try {
    return { ok: true, value: await request({ abortSignal: AbortSignal.timeout(ANSWER_MILLISECONDS) }) };
  } catch (error) {
    return { ok: false, why: reasonOf(error) };
  }
}

const CONNECTION = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/;

/** Whether an AWS client says it: the service answered so, or nobody did. */
export const isOfService = (error: unknown): boolean =>
  error instanceof Error &&
  ('$metadata' in error ||
    ('code' in error && typeof error.code === 'string' && CONNECTION.test(error.code)) ||
    error.name === 'TimeoutError');

export const statusOf = (error: unknown): number | null => {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return null;
  const { $metadata } = error;
  if (typeof $metadata !== 'object' || $metadata === null || !('httpStatusCode' in $metadata)) return null;
  return typeof $metadata.httpStatusCode === 'number' ? $metadata.httpStatusCode : null;
};
