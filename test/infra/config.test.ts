import { describe, expect, it } from 'vitest';
import { readConfig } from '../../infra/config.ts';

const read = (context: Readonly<Record<string, unknown>>) => readConfig((key) => context[key]);

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

  it('are all judged at once', () => {
    const result = read({ sender: 'nobody', dispatchHour: '25', timeZone: 'Mars' });
    expect(result.kind === 'invalid' && result.problems).toHaveLength(3);
  });
});
