import type { Attempts } from './aws/attempts.ts';

export interface Attempting {
  readonly attempts: Attempts;
  /** After so long a function is ended whatever it does. */
  readonly timeoutSeconds: number;
  readonly now: () => Date;
}

export interface Work<T> {
  /** Tells one work of an upload from another. */
  readonly name: string;
  /** Computing only. What fails in it must come back as a value: an error thrown is a fault of ours, not a death. */
  readonly compute: () => T;
  /** So many functions may die of it before it is given up. */
  readonly deaths: number;
  /** Before it is tried again after a death. */
  readonly onRetry?: () => Promise<void>;
}

/**
 * Does work that a file may make endless or larger than memory; null once too many functions died of it. Only an attempt whose function
 * must be over by now counts as a death, so that two deliveries at one time do not take each other for dead. Requests to AWS stay
 * outside of `compute`: neither a failing nor a slow service counts, but for one that does not let the attempt be forgotten.
 */
export async function attempt<T>(
  { name, compute, deaths, onRetry }: Work<T>,
  { attempts, timeoutSeconds, now }: Attempting,
): Promise<T | null> {
  const time = now().getTime();
  const earlier = await attempts.begin(name, time + timeoutSeconds * 1000);
  const died = earlier.filter((overBy) => overBy <= time).length;
  if (died >= deaths) return null;
  if (died > 0) await onRetry?.();
  const result = compute();
  await attempts.end(name);
  return result;
}
