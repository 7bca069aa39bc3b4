import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { STEP_NAMES, STEPS } from '../../definitions.ts';
import type { News } from './news.ts';
import { asked } from './optional.ts';

const LOOK_MILLISECONDS = 1000;

const PREFIXES = STEP_NAMES.flatMap((step) => STEPS[step].announces ?? []);

/** Looks again and again for objects that nobody has told of, and tells of them: those that others put into a bucket which does not. */
export function startLookout(s3: S3Client, bucket: string, news: Pick<News, 'announce' | 'isKnown'>): { end(): void } {
  async function look(timely: { abortSignal: AbortSignal }): Promise<void> {
    for (const Prefix of PREFIXES)
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix }, timely))
        for (const { Key: key = '', ETag: eTag = '', Size: size = 0, LastModified: at = new Date() } of Contents)
          if (!news.isKnown({ key, eTag })) await news.announce({ key, eTag, size, at, how: 'Put' });
  }

  let isOver = false;
  const lookLater = (): void => {
    if (!isOver) setTimeout(() => void asked(look).then(lookLater), LOOK_MILLISECONDS).unref();
  };
  lookLater();
  return {
    end() {
      isOver = true;
    },
  };
}
