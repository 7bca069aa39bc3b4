import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../functions/dispatch/handler.ts';
import { dispatch } from '../../functions/dispatch/step.ts';
import type { PeriodWindow, Plan, Subscription } from '../../functions/domain/plan/model.ts';
import { DispatchRequest, type ReportMessage } from '../../functions/events.ts';
import { startTestAws, type TestAws } from '../support/embedded.ts';
import { createDependencies, type Dependencies, uploadedFigures } from '../support/pipeline.ts';
import { minimalPlan } from '../support/plan.ts';

let aws: TestAws;
let deps: Dependencies;

beforeEach(async () => {
  aws = await startTestAws();
  deps = createDependencies(aws);
});
afterEach(() => aws.stop());

const take = (plan: Plan, order = '2025-01-01') => deps.plans.add(plan, order);
const at = (instant: string): Dependencies => ({ ...deps, now: () => new Date(instant) });
const words = (messages: readonly ReportMessage[]): string[] =>
  messages.map(({ period, scope, language }) => `${period} ${scope} ${language}`);
const queued = (): number => aws.embedded.queues.report.ready();

const subscription = (given: Partial<Subscription>): Subscription => ({
  email: 'someone@example.org',
  report: 'results',
  scope: 'GLOBAL',
  frequency: 'quarterly',
  language: 'en',
  formats: ['pdf'],
  ...given,
});
const window = (period: string, due: string): PeriodWindow => ({ period, opens: '2025-01-01', due, closes: due });

describe('the reports due by subscription', () => {
  it.each([
    ['before anything is due', '2025-04-20T12:00:00Z', []],
    ['on the due day itself, which is the offices’ to its end', '2025-07-20T21:59:59Z', ['2025-Q1 GLOBAL en']],
    ['the day after, which begins at midnight where the plan is kept', '2025-07-20T22:00:00Z', ['2025-Q2 GLOBAL en']],
    ['in winter time, an hour later', '2026-01-20T22:59:59Z', ['2025-Q3 GLOBAL en']],
    ['in winter time, at midnight there', '2026-01-20T23:00:00Z', ['2025-Q4 GLOBAL en']],
    ['once the year is due', '2026-02-01T06:00:00Z', ['2025-Q4 GLOBAL en', '2025 AFR fr']],
    ['long after', '2028-06-01T06:00:00Z', ['2025-Q4 GLOBAL en', '2025 AFR fr']],
  ])('%s', async (_, now, expected) => {
    await take(minimalPlan());
    expect(words(await dispatch({}, at(now)))).toEqual(expected);
    expect(queued()).toBe(expected.length);
  });

  it.each([
    ['Pacific/Kiritimati', '2025-04-20T10:00:00Z', ['2025-Q1 GLOBAL en']],
    ['Pacific/Kiritimati', '2025-04-20T09:59:59Z', []],
    ['Pacific/Pago_Pago', '2025-04-21T10:59:59Z', []],
    ['Pacific/Pago_Pago', '2025-04-21T11:00:00Z', ['2025-Q1 GLOBAL en']],
  ])('follow the calendar of %s at %s', async (timeZone, now, expected) => {
    await take(minimalPlan({ timeZone }));
    expect(words(await dispatch({}, at(now)))).toEqual(expected);
  });

  it.each([
    [7, '2025-07-27T21:59:59Z', '2025-Q1 GLOBAL en'],
    [7, '2025-07-27T22:00:00Z', '2025-Q2 GLOBAL en'],
    // Over the change to winter time: midnight in Zurich comes an hour later.
    [10, '2025-10-30T22:59:59Z', '2025-Q2 GLOBAL en'],
    [10, '2025-10-30T23:00:00Z', '2025-Q3 GLOBAL en'],
  ])('wait %d whole days after the due date where the plan says so: at %s', async (reportAfterDays, now, latest) => {
    await take(minimalPlan({ reportAfterDays }));
    expect(words(await dispatch({}, at(now))).at(-1)).toBe(latest);
  });

  it.each([
    ['all that fell due in a month', ['2025-04-07', '2025-04-08', '2025-04-09'], ['2025-01', '2025-02', '2025-03']],
    ['none that fell due before', ['2025-02-10', '2025-03-10', '2025-04-10'], ['2025-03']],
  ])('are caught up with where they could not be sent: %s', async (_, [january, february, march], expected) => {
    const dues = { '2025-01': january, '2025-02': february, '2025-03': march };
    const periods = Object.entries(dues).map(([period, due]) => window(period, due ?? ''));
    await take(minimalPlan({ periods, subscriptions: [subscription({ frequency: 'monthly' })] }));
    const now = at('2025-04-11T06:00:00Z');
    expect(words(await dispatch({}, now))).toEqual(expected.map((period) => `${period} GLOBAL en`));
    expect(await dispatch({}, now)).toEqual([]);
  });

  it('are of both kinds where both are subscribed to, each sent once', async () => {
    const year = { frequency: 'annual', scope: 'AFR' } as const;
    await take(minimalPlan({ subscriptions: [subscription(year), subscription({ ...year, report: 'annual' })] }));
    const wanted = { period: '2025', scope: 'AFR', language: 'en' };
    expect(await dispatch({}, at('2026-02-01T06:00:00Z'))).toEqual([wanted, { ...wanted, kind: 'annual' }]);
    expect(await dispatch({}, at('2026-02-02T06:00:00Z'))).toEqual([]);
  });

  it('are one a scope and language, whoever shares it', async () => {
    const subscriptions = [
      subscription({ email: 'a@example.org' }),
      subscription({ email: 'b@example.org' }),
      subscription({ email: 'a@example.org', language: 'fr' }),
      subscription({ scope: 'KEN', language: 'fr' }),
    ];
    await take(minimalPlan({ subscriptions }));
    expect(words(await dispatch({}, at('2025-05-01T06:00:00Z')))).toEqual([
      '2025-Q1 GLOBAL en',
      '2025-Q1 GLOBAL fr',
      '2025-Q1 KEN fr',
    ]);
  });

  it('come once, however often the schedule runs, and again with the next period', async () => {
    await take(minimalPlan());
    await dispatch({}, at('2025-05-01T06:00:00Z'));
    expect(await dispatch({}, at('2025-05-01T06:00:01Z'))).toEqual([]);
    expect(await dispatch({}, at('2025-05-02T06:00:00Z'))).toEqual([]);
    expect(words(await dispatch({}, at('2025-08-01T06:00:00Z')))).toEqual(['2025-Q2 GLOBAL en']);
    expect(queued()).toBe(2);
  });

  it('come again when late data have changed them, once a week until the next is due', async () => {
    await take(minimalPlan());
    const upload = (unit: string, day: string, value: number) =>
      uploadedFigures(deps, unit, '2025-Q1', `2025-${day}T08:00:00.000Z`, value);
    await upload('KEN', '04-10', 10);
    const runs: [day: string, late: (() => Promise<void>) | null, sent: string[]][] = [
      ['04-21', null, ['2025-Q1 GLOBAL en']],
      ['04-23', () => upload('COL', '04-22', 5), []],
      ['04-27', null, ['2025-Q1 GLOBAL en']],
      ['04-28', () => upload('COL', '04-27', 6), []],
      ['05-03', null, []],
      ['05-04', null, ['2025-Q1 GLOBAL en']],
      ['05-12', null, []],
      ['07-21', () => upload('COL', '07-20', 7), ['2025-Q2 GLOBAL en']],
      ['07-28', null, []],
    ];
    for (const [day, late, sent] of runs) {
      await late?.();
      expect(words(await dispatch({}, at(`2025-${day}T06:00:00Z`))), day).toEqual(sent);
      expect(await dispatch({}, at(`2025-${day}T07:00:00Z`)), `again on ${day}`).toEqual([]);
    }
  });

  it('include a language subscribed to later', async () => {
    await take(minimalPlan());
    await dispatch({}, at('2025-05-01T06:00:00Z'));
    await take(minimalPlan({ subscriptions: [subscription({}), subscription({ language: 'fr' })] }), '2025-05-02');
    expect(words(await dispatch({}, at('2025-05-03T06:00:00Z')))).toEqual(['2025-Q1 GLOBAL fr']);
  });

  it.each([
    ['a year by the last of its quarters', 'annual', ['2025-Q4', '2026-01-20'], '2026-01-21T06:00:00Z', ['2025']],
    ['no year whose last quarter is not listed', 'annual', ['2025-Q3', '2025-10-20'], '2027-01-01T06:00:00Z', []],
    ['a half-year by its quarters', 'semiannual', ['2025-Q2', '2025-07-20'], '2025-07-21T06:00:00Z', ['2025-S1']],
    ['no finer period than the plan has', 'monthly', ['2025-Q2', '2025-07-20'], '2025-07-21T06:00:00Z', []],
  ] as const)(
    'take %s, where the plan has no window of that length',
    async (_, frequency, [period, due], now, periods) => {
      const given = { periods: [window('2025-Q1', '2025-04-20'), window(period, due)] };
      await take(minimalPlan({ ...given, subscriptions: [subscription({ frequency })] }));
      expect((await dispatch({}, at(now))).map((message) => message.period)).toEqual(periods);
    },
  );

  it('are none before there is a plan', async () => {
    expect(await dispatch({}, at('2025-05-01T06:00:00Z'))).toEqual([]);
  });
});

describe('reports asked for by period', () => {
  beforeEach(async () => {
    await take(minimalPlan());
  });

  it('are of the kinds asked for, an annual one on a year alone', async () => {
    const wanted = { scopes: ['AFR'], languages: ['en'], reports: ['results' as const, 'annual' as const] };
    const message = { period: '2025', scope: 'AFR', language: 'en' };
    expect(await dispatch({ ...wanted, period: '2025' }, deps)).toEqual([message, { ...message, kind: 'annual' }]);
    await expect(dispatch({ ...wanted, period: '2025-Q1' }, deps)).rejects.toThrow(
      'An annual report is on a year, such as 2025: 2025-Q1 is none',
    );
  });

  it('are of the scopes with figures at or below them and of the whole, in plan order, in every plan language', async () => {
    await uploadedFigures(deps, 'KEN-DAD', '2025-Q2', '2025-07-02T08:00:00.000Z');
    await uploadedFigures(deps, 'COL', '2025-Q1', '2025-07-02T08:00:00.000Z');
    expect(words(await dispatch({ period: '2025-Q2' }, deps))).toEqual(
      ['GLOBAL', 'AFR', 'KEN', 'KEN-DAD'].flatMap((scope) => [`2025-Q2 ${scope} en`, `2025-Q2 ${scope} fr`]),
    );
  });

  it('are of the whole alone where nothing was reported', async () => {
    expect(words(await dispatch({ period: '2025-Q2', languages: ['en'] }, deps))).toEqual(['2025-Q2 GLOBAL en']);
  });

  it('are those of the scopes and languages named, each once, with figures or not', async () => {
    const request = { period: '2025-Q2', scopes: ['COL', 'AFR', 'COL'], languages: ['es', 'es'] };
    expect(words(await dispatch(request, deps))).toEqual(['2025-Q2 COL es', '2025-Q2 AFR es']);
  });

  it('as of an instant are of the scopes with figures uploaded by then, and say the instant', async () => {
    await uploadedFigures(deps, 'KEN', '2025-Q2', '2025-07-02T08:00:00.000Z');
    await uploadedFigures(deps, 'COL', '2025-Q2', '2025-07-02T08:00:00.001Z');
    const request = DispatchRequest.parse({ period: '2025-Q2', languages: ['en'], asOf: '2025-07-02T10:00:00+02:00' });
    const messages = await dispatch(request, deps);
    expect(words(messages)).toEqual(['GLOBAL', 'AFR', 'KEN'].map((scope) => `2025-Q2 ${scope} en`));
    expect(messages.map(({ asOf }) => asOf)).toEqual(Array(3).fill('2025-07-02T08:00:00.000Z'));
  });

  it('are sent each time, also after the schedule did', async () => {
    await dispatch({}, at('2025-05-01T06:00:00Z'));
    await dispatch({ period: '2025-Q1', scopes: ['GLOBAL'], languages: ['en'] }, deps);
    expect(queued()).toBe(2);
  });

  it.each([
    [{ period: '2025-Q5' }, '2025-Q5 is not a period'],
    [{ period: '2023' }, 'The plan goes from 2024-01-01 to 2028-12-31, which 2023 is not in'],
    [{ period: '2029-Q1' }, 'which 2029-Q1 is not in'],
    [{ period: '2025', scopes: ['COL', 'XXX', 'col'] }, 'The plan has no org unit XXX, col'],
    [{ period: '2025', asOf: '2026-01-15T10:00:00.001Z' }, '2026-01-15T10:00:00.001Z is yet to come'],
    [{ period: '2025', asOf: '2024-12-31T23:59:59.999Z' }, 'There was no plan yet at 2024-12-31T23:59:59.999Z'],
    [{ asOf: '2025-12-01T00:00:00.000Z' }, 'needs its period'],
  ])('%j is refused: %s', async (request, message) => {
    await expect(dispatch(request, deps)).rejects.toThrow(message);
    expect(queued()).toBe(0);
  });

  it.each([
    [{ Period: '2025' }, 'unrecognized_keys'],
    [{ period: '2025', scopes: [] }, 'too_small'],
    [{ period: '2025', languages: [] }, 'too_small'],
    [{ period: 2025 }, 'invalid_type'],
    [{ period: '2025', asOf: '2025-11-01' }, '2025-11-01 is not an instant: write it as 2025-11-01T00:00Z'],
  ])('the function refuses %j rather than to take it for the daily run', async (request, reason) => {
    await expect(createHandler(aws.embedded.environment)(request)).rejects.toThrow(reason);
  });
});

it('without a plan, a period asked for is refused, saying what to do', async () => {
  await expect(dispatch({ period: '2025' }, deps)).rejects.toThrow('drop the plan workbook under plan/');
});
