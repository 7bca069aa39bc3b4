import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNotifier, createSequencer, encodeKey } from '../../../infra/local/notifications.ts';

const decodeKey = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));
const at = new Date('2025-04-03T10:11:12.013Z');

describe('a key in an event', () => {
  it.each([
    ['uploads/KEN/q1.csv', 'uploads/KEN/q1.csv'],
    ['uploads/KEN/first quarter.csv', 'uploads/KEN/first+quarter.csv'],
    ['uploads/KEN/a+b.csv', 'uploads/KEN/a%2Bb.csv'],
    ['uploads/KEN/100%.csv', 'uploads/KEN/100%25.csv'],
    ["uploads/KEN/it's (new)!~.csv", 'uploads/KEN/it%27s+%28new%29%21%7E.csv'],
    ['uploads/SYR/تقرير.xlsx', 'uploads/SYR/%D8%AA%D9%82%D8%B1%D9%8A%D8%B1.xlsx'],
    ['uploads/FRA/é-*_.csv', 'uploads/FRA/%C3%A9-*_.csv'],
  ])('%s is written %s', (key, written) => {
    expect(encodeKey(key)).toBe(written);
  });

  it('reads back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(decodeKey(encodeKey(key))).toBe(key);
      }),
    );
  });
});

describe('a sequencer', () => {
  const times = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') });

  it('grows as text with every event, even when the clock stands still or goes back', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 2 }), (dates) => {
        const next = createSequencer();
        const sequence = dates.map(next);
        expect(sequence).toEqual([...new Set(sequence)].sort());
        for (const value of sequence) expect(value).toMatch(/^[0-9A-F]{18}$/);
      }),
    );
  });

  it('grows from one run to the next', () => {
    expect(createSequencer()(at) < createSequencer()(new Date(at.getTime() + 1))).toBe(true);
  });
});

describe('the notifier', () => {
  const notify = (key: string) => {
    const sent: { step: string; body: unknown }[] = [];
    const notifier = createNotifier({ bucket: 'b', region: 'eu-west-1' }, (step, body) =>
      sent.push({ step, body: JSON.parse(body) }),
    );
    notifier({ key, size: 12, eTag: '"abc"', at, how: 'Put' });
    return sent;
  };

  it.each([
    ['plan/plan.xlsx', ['plan']],
    ['uploads/KEN/a.csv', ['ingest']],
    ['receipts/KEN/a.json', []],
    ['reports/2025/report.json', []],
    ['uploads', []],
    ['old/uploads/KEN/a.csv', []],
  ])('tells of %s to %j', (key, steps) => {
    expect(notify(key).map(({ step }) => step)).toEqual(steps);
  });

  it('says what S3 says', () => {
    expect(notify('uploads/KEN/a b.csv')[0]?.body).toEqual({
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: 'eu-west-1',
          eventTime: '2025-04-03T10:11:12.013Z',
          eventName: 'ObjectCreated:Put',
          userIdentity: { principalId: expect.any(String) },
          requestParameters: { sourceIPAddress: '127.0.0.1' },
          responseElements: { 'x-amz-request-id': expect.any(String), 'x-amz-id-2': expect.any(String) },
          s3: {
            s3SchemaVersion: '1.0',
            configurationId: expect.any(String),
            bucket: { name: 'b', ownerIdentity: { principalId: expect.any(String) }, arn: 'arn:aws:s3:::b' },
            object: { key: 'uploads/KEN/a+b.csv', size: 12, eTag: 'abc', sequencer: expect.any(String) },
          },
        },
      ],
    });
  });
});
