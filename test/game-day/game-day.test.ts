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
      filledWith: null,
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
        [11, 'a', 1],
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
        [5, 'a', 1],
        [10, 'a', 6],
      ],
      [],
    ],
    [
      'for periods that are not next to each other, where none between them was measured',
      [
        [0, 'a', 6],
        [15, 'a', 6],
      ],
      [[20, 25]],
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

  // By the table of Amazon's documentation, where the alarm asks for three periods and five are looked at.
  it.each([
    ['0 - X - X', false, false],
    ['0 - - - -', false, false],
    ['- - - - -', true, false],
    ['0 X X - X', true, true],
    ['- - - - X', true, false],
    ['X - - - -', true, false],
  ] as const)('as Amazon tells of %s', (periods, whereMissingIsBad, whereNot) => {
    const values = periods
      .split(' ')
      .flatMap((period, i) => (period === '-' ? [] : [[i * 5, 'a', period === 'X' ? 6 : 1] as const]));
    const isOnAfter = (missingIsBad: boolean): boolean =>
      whenOf(values, { ...ALARM, periods: 3, missingIsBad }).some(
        ([from, until]) => Number(from) <= 25 && Number(until ?? 60) > 25,
      );
    expect([isOnAfter(true), isOnAfter(false)]).toEqual([whereMissingIsBad, whereNot]);
  });

  const SELDOM = [0, 5, 40, 45, 50, 55].map((when) => [when, 'b', 1] as const);
  const missing = { ...ALARM, isAbove: false, threshold: 1, periods: 3, missingIsBad: true };

  it('late for what stays away, as long as it looks at what was before', () => {
    expect(whenOf(SELDOM, missing)).toEqual([[35, 45]]);
  });

  it('in time for it, where 0 stands for what was not measured', () => {
    expect(whenOf(SELDOM, { ...missing, filledWith: 0 })).toEqual([[25, 45]]);
  });
});

describe('an alarm of the stack on what stays away', () => {
  const HOUR = 3_600_000;

  it.each([
    ['canary-silent', 1, 2],
    ['dispatch-missing', 24, 26],
    ['remind-missing', 24, 26],
  ])('%s, which comes every %i hours, goes off %i hours after the last', (name, every, hours) => {
    const alarm = templateAlarms().find((one) => one.name === name);
    const [watched] = alarm?.watched ?? [];
    if (!alarm || !watched) throw new Error(`There is no alarm ${name} on anything`);
    const measured = createMeasured();
    for (let hour = 0; hour <= 96; hour += every) measured.record(watched.metric, watched.source, hour * HOUR, 1);
    const [first] = firedOf(alarm, measured, 48 * HOUR, 168 * HOUR);
    // The hour of the last has to end before the first without one begins.
    expect(first).toEqual({ alarm: name, from: (96 + 1 + hours) * HOUR, until: null });
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

  it('in quiet set off no alarm, and leave a receipt for every file, a report and reminders', () => {
    expect(quiet.fired).toEqual([]);
    const keys = [...quiet.left.objects.keys()].filter((key) => /\.json$/.test(key));
    expect(keys.filter((key) => /^receipts\/(KEN|COL|NER|plan)\//.test(key))).toHaveLength(4);
    expect(keys).toContain('reports/2025-Q4/GLOBAL/en/report.json');
    // Each office its receipt and its reminder, one of them a password; headquarters the receipt of the plan, the report and who owes figures.
    expect(quiet.left.mails.map(({ to }) => to.split('@')[0]).sort()).toEqual([
      ...['col', 'col', 'hq', 'hq', 'hq', 'ken', 'ken', 'ken', 'ner', 'ner'],
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
