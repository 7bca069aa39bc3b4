import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf, statusOf } from './optional.ts';

/** Nobody answered where the environment says that an AWS is. */
export class EndpointFailure extends Error {}

const PAUSE_MILLISECONDS = 500;
const ANSWER_MILLISECONDS = 5000;

/** Waits until something answers at each address, whatever it says: a container takes a while to start. */
export async function reach(urls: readonly string[], seconds: number, say: (line: string) => void): Promise<void> {
  const until = performance.now() + seconds * 1000;
  for (const url of new Set(urls)) {
    let told = false;
    for (;;) {
      const reason = await silenceOf(url);
      if (reason === null) break;
      if (performance.now() > until)
        throw new EndpointFailure(
          `Nothing answers at ${url} after ${seconds} s (${reason}). Start what should, or correct or unset AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE>: without them Jalon brings an AWS of its own.`,
        );
      if (!told) say(`Waiting for ${url} to answer, ${seconds} s at most`);
      told = true;
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}

/** Why nobody answered; null when somebody did. Not by `fetch`, which never calls some ports. */
export function silenceOf(url: string): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const { get } = url.startsWith('https:') ? https : http;
  const request = get(url, { timeout: ANSWER_MILLISECONDS, agent: false }, (answer) => {
    answer.destroy();
    resolve(null);
  });
  request.on('timeout', () => request.destroy(new Error(`no answer in ${ANSWER_MILLISECONDS / 1000} s`)));
  request.on('error', (error) => resolve(error.message || error.name));
  return promise;
}

/** What is not in the words of AWS, such as the page of a web server, its client cannot read. */
function toldBy(error: unknown): string {
  const [line = ''] = reasonOf(error).split('\n');
  return error instanceof SyntaxError ? `what answers there speaks as no AWS does (${line})` : line;
}

/** Makes a request that is needed; one that fails on the endpoint's side is made again until the time is up: it may still be starting. */
export async function needed<Value>(what: string, request: () => Promise<Value>, seconds: number): Promise<Value> {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    try {
      return await request();
    } catch (error) {
      const status = statusOf(error);
      const passing = status === null || status === 429 || (status >= 500 && status !== 501);
      if (!passing || performance.now() > until)
        throw new EndpointFailure(
          `The endpoint did not ${what}: ${toldBy(error)}. See that an AWS answers where AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> say, and that the keys may do this; without them Jalon brings an AWS of its own.`,
        );
      await sleep(PAUSE_MILLISECONDS);
    }
  }
}
