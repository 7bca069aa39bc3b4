import { TimeZone } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../infra/config.ts';

const NOW = Date.UTC(2026, 10, 27, 7);
const read = (context: Readonly<Record<string, unknown>>, now = NOW) => readConfig((key) => context[key], now);

describe('the settings of a deployment', () => {
  it('need not be given', () => {
    expect(read({})).toEqual({
      kind: 'valid',
      config: {
        ...{ prefix: 'jalon', stage: 'prod', sender: 'jalon@example.org', dispatchHour: 6, timeZone: 'UTC' },
        ...{ monthlyBudget: 50, logDays: 90 },
      },
    });
  });

  it.each([
    ['prefix', 'jalon-test', 'jalon-test'],
    ['sender', 'reports@agency.example', 'reports@agency.example'],
    ['sender', 'Reports@Agency.Example', 'Reports@agency.example'],
    ['dispatchHour', '0', 0],
    ['dispatchHour', '07', 7],
    ['dispatchHour', 23, 23],
    ['timeZone', 'Africa/Addis_Ababa', 'Africa/Addis_Ababa'],
    ['timeZone', 'UTC', 'UTC'],
    ['timeZone', 'Asia/Kolkata', 'Asia/Kolkata'],
    ['stage', 'staging', 'staging'],
    ['alarmMail', 'night@agency.example', 'night@agency.example'],
    ['monthlyBudget', '12.5', 12.5],
    ['logDays', '365', 365],
  ])('take %s = %j', (key, given, taken) => {
    expect(read({ [key]: given })).toMatchObject({ kind: 'valid', config: { [key]: taken } });
  });

  it.each([
    ['prefix', ''],
    ['prefix', 'Jalon'],
    ['prefix', '1jalon'],
    ['prefix', 'jalon_test'],
    ['prefix', 'j'.repeat(31)],
    ['prefix', 7],
    ['sender', ''],
    ['sender', 'agency.example'],
    ['sender', 'Agency <reports@agency.example>'],
    ['dispatchHour', ''],
    ['dispatchHour', '24'],
    ['dispatchHour', '-1'],
    ['dispatchHour', '6.5'],
    ['dispatchHour', 'six'],
    ['dispatchHour', true],
    ['timeZone', ''],
    ['timeZone', 'Geneva'],
    ['timeZone', null],
    ['stage', 'test'],
    ['alarmMail', 'night'],
    ['monthlyBudget', '0'],
    ['monthlyBudget', 'much'],
    ['monthlyBudget', ''],
    ['monthlyBudget', true],
    ['table', 'a table'],
    ['tableKey', 'alias/jalon'],
    ['tableKey', 'arn:aws:kms:eu-west-1:123456789012:alias/jalon'],
    ['tableKey', 7],
    ['logDays', '91'],
    ['logDays', null],
  ])('refuse %s = %j, naming both', (key, given) => {
    expect(read({ [key]: given })).toEqual({
      kind: 'invalid',
      problems: [expect.stringMatching(new RegExp(`^Context "${key}" wants .+; found ${JSON.stringify(given)}\\.$`))],
    });
  });

  const tableKey = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

  it('take the key of a table that is there, and no key for one that is yet to be made', () => {
    const table = 'jalon-StorageTable-1';
    expect(read({ table, tableKey })).toMatchObject({ kind: 'valid', config: { table, tableKey } });
    expect(read({ tableKey })).toEqual({
      kind: 'invalid',
      problems: [
        `Context "tableKey" wants "table" too: it is the key of a table that is there already; found "${tableKey}".`,
      ],
    });
  });

  it.each([
    ['europe/zurich', 'wants this time zone written Europe/Zurich'],
    ['ASIA/Kolkata', 'wants this time zone written Asia/Kolkata'],
    ['utc', 'wants this time zone written UTC'],
    ['+01:00', 'wants the IANA name of a time zone, such as Europe/Zurich'],
  ])('refuse the time zone %s, which the schedule would not take as it is: %s', (timeZone, message) => {
    expect(read({ timeZone })).toEqual({
      kind: 'invalid',
      problems: [`Context "timeZone" ${message}; found "${timeZone}".`],
    });
  });

  it('take six o’clock in every time zone that the CDK lists, but for one that has no time', () => {
    const names = Object.values(TimeZone).flatMap((zone) => (zone instanceof TimeZone ? zone.timezoneName : []));
    expect(names.length).toBeGreaterThan(300);
    expect(names).toEqual(expect.arrayContaining(['Etc/UTC']));
    expect(names.filter((timeZone) => read({ timeZone }).kind === 'invalid')).toEqual(['Factory']);
  }, 60_000);

  it.each([
    ['2', 'Europe/Zurich', '2027-03-28'],
    ['1', 'Europe/London', '2027-03-28'],
    ['3', 'Europe/Kyiv', '2027-03-28'],
    ['0', 'Africa/Cairo', '2027-04-30'],
    ['23', 'America/Nuuk', '2027-03-27'],
    ['2', 'Australia/Lord_Howe', '2027-10-03'],
  ])('refuse %s o’clock in %s, which %s does not have', (dispatchHour, timeZone, day) => {
    expect(read({ dispatchHour, timeZone })).toEqual({
      kind: 'invalid',
      problems: [
        `Context "dispatchHour" wants another hour: in ${timeZone}, where clocks are put forward, ${day} has no ${dispatchHour}:00, and nothing would be sent that day; found "${dispatchHour}".`,
      ],
    });
  });

  it.each([
    ['1', 'Europe/Zurich'],
    ['3', 'Europe/Zurich'],
    ['1', 'Africa/Cairo'],
    ['3', 'Australia/Lord_Howe'],
    ['2', 'UTC'],
    ['2', 'Africa/Nairobi'],
  ])('take %s o’clock in %s, which every day has, once or twice', (dispatchHour, timeZone) => {
    expect(read({ dispatchHour, timeZone })).toMatchObject({ kind: 'valid' });
  });

  it('look ahead by ten years, and not back', () => {
    const samoa = { dispatchHour: '6', timeZone: 'Pacific/Apia' };
    expect(read(samoa, Date.UTC(2009, 0, 1))).toMatchObject({
      kind: 'invalid',
      problems: [expect.stringContaining('2011-12-30 has no 6:00')],
    });
    expect(read(samoa)).toMatchObject({ kind: 'valid' });
  });

  it('are all judged at once', () => {
    const result = read({ sender: 'nobody', dispatchHour: '25', timeZone: 'Mars' });
    expect(result.kind === 'invalid' && result.problems).toHaveLength(3);
  });
});
