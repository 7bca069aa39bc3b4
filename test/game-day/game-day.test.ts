import { beforeAll, describe, expect, it } from 'vitest';
import { firedOf, type TemplateAlarm, templateAlarms } from './alarms.ts';
import { BREAKS } from './breaks.ts';
import { type Lived, live } from './day.ts';
import { createMeasured } from './measured.ts';
import { judge, toldText } from './told.ts';

describe('an alarm goes off', () => {
  const ALARM: TemplateAlarm = {
    ...{
      name: 'one',
      together: 'SUM',
      periodSeconds: 300,
      periods: 2,
      threshold: 5,
      isAbove: true,
      missingIsBad: false,
    },
    watched: [
      { metric: 'm', source: 'a', statistic: 'Maximum' },
      { metric: 'm', source: 'b', statistic: 'Sum' },
    ],
  };
  const minute = (n: number): number => n * 60_000;
  const whenOf = (values: readonly (readonly [minute: number, source: string, value: number])[], alarm = ALARM) => {
    const measured = createMeasured();
    for (const [when, source, value] of values) measured.record('m', source, minute(when), value);
    return firedOf(alarm, measured, 0, minute(60)).map(({ from, until }) => [
      from / minute(1),
      until === null ? null : until / minute(1),
    ]);
  };

  it.each([
    [
      'at the end of as many periods as it asks for',
      [
        [0, 'a', 6],
        [5, 'a', 6],
        [10, 'a', 6],
        [15, 'a', 1],
      ],
      [[10, 20]],
    ],
    [
      'for what its sources come to together',
      [
        [1, 'a', 4],
        [2, 'a', 4],
        [3, 'b', 1],
        [4, 'b', 1],
        [6, 'a', 6],
      ],
      [[10, 15]],
    ],
    [
      'not for the threshold itself',
      [
        [0, 'a', 5],
        [5, 'a', 5],
        [10, 'b', 5],
      ],
      [],
    ],
    [
      'not for one period',
      [
        [0, 'a', 6],
        [10, 'a', 6],
      ],
      [],
    ],
    [
      'not for what the greatest of a period does not reach',
      [
        [0, 'a', 3],
        [1, 'a', 3],
        [5, 'a', 3],
        [6, 'a', 3],
      ],
      [],
    ],
  ] as const)('%s', (_, values, fired) => {
    expect(whenOf(values)).toEqual(fired);
  });

  it('for what was not measured, where it takes that for bad, and is well by a single call', () => {
    const missing = { ...ALARM, isAbove: false, threshold: 1, periods: 3, missingIsBad: true };
    expect(
      whenOf(
        [
          [0, 'b', 1],
          [20, 'b', 1],
          [40, 'b', 1],
          [45, 'b', 1],
          [50, 'b', 1],
          [55, 'b', 1],
        ],
        missing,
      ),
    ).toEqual([
      ...[
        [20, 25],
        [40, 45],
      ],
    ]);
  });
});

describe('two days', () => {
  const alarms = templateAlarms();
  let quiet: Lived;
  beforeAll(async () => {
    quiet = await live(alarms, null);
  }, 60_000);
  const named = (part: string) => {
    const found = BREAKS.find((one) => one.part === part);
    if (!found) throw new Error(`There is no ${part}`);
    return found;
  };

  it('in quiet set off no alarm, and leave a receipt for every file and a report', () => {
    expect(quiet.fired).toEqual([]);
    const keys = [...quiet.left.objects.keys()].filter((key) => /\.json$/.test(key));
    expect(keys.filter((key) => /^receipts\/(KEN|COL|NER|plan)\//.test(key))).toHaveLength(4);
    expect(keys).toContain('reports/2025-Q4/GLOBAL/en/report.json');
    expect(quiet.left.mails.map(({ to }) => to).sort()).toEqual([
      ...[
        'col@example.org',
        'hq@example.org',
        'hq@example.org',
        'ken@example.org',
        'ken@example.org',
        'ner@example.org',
      ],
    ]);
  });

  it.each(['report'])(
    'with a broken %s set off its alarms and no others, and end like the quiet ones',
    async (part) => {
      const told = judge(named(part), await live(alarms, named(part)), quiet.left);
      expect(told.wrong).toEqual([]);
      expect(toldText([told])).toContain('yes');
    },
    60_000,
  );

  it('after which nobody recovered are told to lack what is lost', async () => {
    const { recover: _recover, ...abandoned } = named('a file');
    const told = judge({ ...abandoned, alarms: ['throttled'] }, await live(alarms, abandoned), quiet.left);
    expect(told.wrong).toEqual(
      expect.arrayContaining([
        'throttled did not go off',
        'dead-letters went off',
        'dead-letters did not end',
        expect.stringMatching(/^object receipts\/NER\/.* differs$/),
        expect.stringMatching(/^item LEDGER#2025-Q4 NER.* is missing$/),
      ]),
    );
    expect(toldText([told])).toMatch(/NO\n[\s\S]*Not as expected:\na file, kills its reader: throttled did not go off/);
  }, 60_000);
});
