import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happenedBy, orderOf } from '../../../../functions/domain/ledger/order.ts';

const upload = { eventTime: '2025-04-01T12:00:00.000Z', sequencer: '0055AED6DCD90281E5', key: 'uploads/KEN/q1.csv' };

describe('the order of an upload', () => {
  it('is equal for repeated deliveries of one event, however its time and sequencer are written', () => {
    expect(orderOf({ ...upload })).toBe(orderOf(upload));
    expect(orderOf({ ...upload, eventTime: '2025-04-01T14:00:00+02:00' })).toBe(orderOf(upload));
    expect(orderOf({ ...upload, sequencer: upload.sequencer.toLowerCase() })).toBe(orderOf(upload));
  });

  it.each([
    ['a later millisecond', { eventTime: '2025-04-01T12:00:00.001Z', sequencer: '00' }],
    ['a later instant written in another zone', { eventTime: '2025-04-01T11:30:00-01:00' }],
    ['a greater sequencer of the same millisecond', { sequencer: '0055AED6DCD90281E6' }],
    ['a longer sequencer that goes on from it', { sequencer: '0055AED6DCD90281E501' }],
  ])('is greater for %s', (_, later) => {
    expect(orderOf({ ...upload, ...later }) > orderOf(upload)).toBe(true);
  });

  it('tells keys apart, and stays short for the longest', () => {
    const long = 'uploads/KEN/'.padEnd(1024, 'ع');
    expect(orderOf({ ...upload, key: long })).not.toBe(orderOf({ ...upload, key: `${long}+` }));
    expect(orderOf({ ...upload, key: long })).toHaveLength(orderOf(upload).length);
    expect(orderOf(upload)).toMatch(/^[0-9TZ:.a-f-]+$/);
  });

  it('sorts as the instants do', () => {
    const instant = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, instant, fc.string(), (a, b, key) => {
        fc.pre(a < b);
        const [first, second] = [a, b].map((time) => orderOf({ ...upload, eventTime: time.toISOString(), key }));
        return String(first) < String(second);
      }),
    );
  });

  it('refuses an event without a time', () => {
    expect(() => orderOf({ ...upload, eventTime: '' })).toThrow(RangeError);
  });
});

describe('an upload had happened by an instant', () => {
  it.each([
    ['2025-04-01T11:59:59.999Z', false],
    ['2025-04-01T12:00:00Z', true],
    ['2025-04-01T14:00:00.000+02:00', true],
    ['2025-04-01T13:59:00.000+02:00', false],
    ['2026-01-01', true],
  ])('%s: %s', (instant, happened) => {
    expect(happenedBy(orderOf(upload), instant)).toBe(happened);
  });
});
