import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { STEP_NAMES, STEPS } from '../../definitions.ts';
import type { News } from './news.ts';
import { asked } from './optional.ts';

const LOOK_MILLISECONDS = 1000;

const PREFIXES = STEP_NAMES.flatMap((step) => STEPS[step].announces ?? []);

interface Seen {
  readonly version: string;
  readonly isTold: boolean;
}

/**
 * Looks again and again for objects that nobody has told of, and tells of them: those that others put into a bucket which does not. One
 * is told of when it is seen a second time, as who puts from here announces it when the answer has come.
 */
export function startLookout(
  s3: S3Client,
  bucket: string,
  news: Pick<News, 'tell' | 'isAnnounced'>,
  say: (line: string) => void,
): { end(): void } {
  const seen = new Map<string, Seen>();
  let isOver = false;

  async function look(timely: { abortSignal: AbortSignal }): Promise<void> {
    for (const Prefix of PREFIXES)
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix }, timely))
        for (const { Key: key = '', ETag: eTag = '', Size: size = 0, LastModified: at = new Date() } of Contents) {
          const version = `${eTag} ${at.toISOString()}`;
          const before = seen.get(key);
          if (before?.version !== version) seen.set(key, { version, isTold: false });
          else if (!before.isTold) {
            if (!news.isAnnounced({ key, eTag })) await news.tell({ key, eTag, size, at, how: 'Put' });
            seen.set(key, { version, isTold: true });
          }
        }
  }

  const lookLater = (): void => {
    if (!isOver) setTimeout(() => void asked(look).then(lookAgain), LOOK_MILLISECONDS).unref();
  };
  function lookAgain(looked: Awaited<ReturnType<typeof asked>>): void {
    if (!looked.ok) say(`Could not look for new files, and looks again: ${looked.why}`);
    lookLater();
  }
  lookLater();
  return {
    end() {
      isOver = true;
    },
  };
}
