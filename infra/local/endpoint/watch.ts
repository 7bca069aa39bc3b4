import { EndpointFailure, silenceOf } from './reach.ts';

const MOST_SECONDS_BETWEEN = 5;

export interface Watch {
  readonly lost: Promise<never>;
  end(): void;
}

/**
 * Looks whether each address still answers; `lost` rejects once one has been silent for so many seconds, or once `absence` tells why what
 * was created there is there no more: an AWS that was started anew answers, and knows nothing.
 */
export function watchEndpoints(
  urls: readonly string[],
  seconds: number,
  absence: () => Promise<string | null> = async () => null,
): Watch {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  // Whoever waits for it hears of it; where nobody does, it is no fault.
  lost.catch(() => undefined);
  const silentSince = new Map<string, number>();

  async function look(url: string): Promise<void> {
    const begun = performance.now();
    const reason = await silenceOf(url);
    if (reason === null) {
      silentSince.delete(url);
      return;
    }
    const since = silentSince.get(url) ?? begun;
    silentSince.set(url, since);
    if (performance.now() - since >= seconds * 1000)
      reject(
        new EndpointFailure(
          `${url} answers no more, for ${seconds} s by now (${reason}). What was put there may be gone: see that it runs, and start again.`,
        ),
      );
  }

  async function lookInside(): Promise<void> {
    const reason = await absence();
    if (reason !== null)
      reject(
        new EndpointFailure(
          `What was created at ${watched.join(', ')} is there no more (${reason}): it may have been started anew. Start again.`,
        ),
      );
  }

  const watched = [...new Set(urls)];
  const timer = setInterval(
    () => void Promise.all([...watched.map(look), lookInside()]),
    Math.min(seconds / 2, MOST_SECONDS_BETWEEN) * 1000,
  );
  timer.unref();
  return { lost, end: () => clearInterval(timer) };
}
