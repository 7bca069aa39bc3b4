import { describe, expect, it } from 'vitest';
import { uploadsIn } from '../../functions/events.ts';

const told = (key: string, bucket?: string) => ({
  eventTime: '2026-01-10T08:00:00.000Z',
  s3: { ...(bucket === undefined ? {} : { bucket: { name: bucket } }), object: { key } },
});

describe('the uploads that S3 tells of', () => {
  it('are those of the bucket that is worked on: one that an earlier deployment left may still tell of its own', () => {
    const body = JSON.stringify({
      Records: [told('uploads/KEN/a.csv', 'ours'), told('uploads/KEN/b.csv', 'of-before')],
    });
    expect(uploadsIn(body, 'ours').map(({ key }) => key)).toEqual(['uploads/KEN/a.csv']);
    expect(uploadsIn(body).map(({ key }) => key)).toEqual(['uploads/KEN/a.csv', 'uploads/KEN/b.csv']);
  });

  it('are taken where no bucket is named', () => {
    expect(uploadsIn(JSON.stringify({ Records: [told('plan/a.xlsx')] }), 'ours')).toHaveLength(1);
  });
});
