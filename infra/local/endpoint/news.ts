import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { StepName } from '../../definitions.ts';
import { type CreatedObject, createNotifier, encodeKey } from '../notifications.ts';

const PATIENCE_MILLISECONDS = 5000;

/** As far as a message tells of objects. */
const News = z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) });

function keysIn({ Body = '' }: Message): string[] {
  try {
    const told = News.safeParse(JSON.parse(Body));
    return told.success ? told.data.Records.map(({ s3 }) => s3.object.key) : [];
  } catch {
    return [];
  }
}

const plain = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));

export interface News {
  /** Tells of an object that was put from here. */
  announce(created: CreatedObject): Promise<void>;
  /** Tells of an object that another has put, and no bucket tells of. */
  tell(created: CreatedObject): Promise<void>;
  /** Whether an object of the bucket is one that was announced; of each that was, once. */
  isAnnounced(object: Pick<CreatedObject, 'key' | 'eTag'>): boolean;
  received(messages: readonly Message[]): void;
  /** Whether every object that was put has been told of. */
  isTold(): Promise<boolean>;
}

/**
 * The news of objects that were put: brought by the bucket where it `tells`; where one does not come in good time, and for all after it,
 * sent from here. News that come twice, of one time, do no harm.
 */
export function createNews(
  source: { readonly bucket: string; readonly region: string },
  tells: boolean,
  send: (step: StepName, body: string) => Promise<unknown>,
): News {
  const awaited = new Map<string, { readonly created: CreatedObject; readonly since: number }>();
  const sending: Promise<unknown>[] = [];
  const notify = createNotifier(source, (step, body) => void sending.push(send(step, body)));
  const announced = new Set<string>();
  const nameOf = ({ key, eTag }: Pick<CreatedObject, 'key' | 'eTag'>) => `${key} ${eTag}`;
  let isTelling = tells;

  async function sendOwn(created: CreatedObject): Promise<void> {
    notify(created);
    await Promise.all(sending.splice(0));
  }

  return {
    tell: sendOwn,
    isAnnounced: (object) => announced.delete(nameOf(object)),
    async announce(created) {
      announced.add(nameOf(created));
      if (!isTelling) await sendOwn(created);
      else awaited.set(encodeKey(created.key), { created, since: performance.now() });
    },
    received(messages) {
      for (const key of messages.flatMap(keysIn)) awaited.delete(encodeKey(plain(key)));
    },
    async isTold() {
      if (awaited.size === 0) return true;
      await sleep(100);
      const overdue = [...awaited].filter(([, { since }]) => performance.now() - since > PATIENCE_MILLISECONDS);
      if (overdue.length === 0) return awaited.size === 0;
      isTelling = false;
      const silent = [...awaited.values()];
      awaited.clear();
      for (const { created } of silent) await sendOwn(created);
      return false;
    },
  };
}
