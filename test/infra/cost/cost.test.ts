import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STANDING } from '../../../infra/cost/assumptions.ts';
import { readArguments } from '../../../infra/cost/cost.ts';
import { ACTIVITIES, readMeasured, type Use } from '../../../infra/cost/measured.ts';
import { constantsOf, useOf } from '../../../infra/cost/model.ts';
import { isTableWrite, tableUnits } from '../../../infra/cost/price-requests.ts';
import { linesOf, reportsOf, type Scale, totalOf } from '../../../infra/cost/quarter.ts';
import { costOf, costText } from '../../../infra/cost/text.ts';
import { measureWorld } from '../../bench/cost-world.ts';
import { createStack, ofType, ROOT, synthesise } from '../synthesised.ts';

const measured = readMeasured();
const QUARTER: Scale = { offices: 590, indicators: 150, reports: 400, files: 2, months: 3 };

const requests = ({ requests }: Use): number => Object.values(requests).reduce((sum, { count }) => sum + count, 0);

/** What a quarter pays the table for: the part that grows with bytes as well as with requests. */
const units = ({ requests }: Use): number =>
  Object.entries(requests).reduce((sum, [name, tally]) => {
    const [service, action = ''] = name.split(' ');
    return service === 'dynamodb' ? sum + tableUnits(action, tally) * (isTableWrite(action) ? 5 : 1) : sum;
  }, 0);

describe('the measured requests', () => {
  const world = { offices: 40, indicators: 24 };

  it('foretell those of other offices and indicators, to one in ten, and the units of the table to one in five', {
    timeout: 120_000,
  }, async () => {
    const { activities } = await measureWorld(world.offices, world.indicators);
    for (const activity of ACTIVITIES) {
      const [told, made] = [useOf(activity, world, measured), activities[activity]];
      expect(Math.abs(requests(told) / requests(made) - 1), `requests of ${activity}`).toBeLessThan(0.1);
      expect(Math.abs(units(told) / units(made) - 1), `units of ${activity}`).toBeLessThan(0.2);
    }
  });

  it('are given back where they were measured', () => {
    for (const world of measured.worlds)
      for (const activity of ACTIVITIES)
        expect(requests(useOf(activity, world, measured))).toBeCloseTo(requests(world.activities[activity]), 3);
  });

  it('make a sum of offices, indicators and pairs of them', () => {
    const activities = measured.worlds[0]?.activities;
    if (!activities) throw new Error('Nothing was measured');
    const worlds = [2, 9].flatMap((offices) => [3, 8].map((indicators) => ({ offices, indicators, activities })));
    const numberIn = ({ offices, indicators }: { offices: number; indicators: number }) =>
      7 + 5 * offices + 3 * indicators + 2 * offices * indicators;
    const found = constantsOf(worlds, numberIn);
    expect(found.base).toBeCloseTo(7);
    expect(found.office).toBeCloseTo(5);
    expect(found.indicator).toBeCloseTo(3);
    expect(found.pair).toBeCloseTo(2);
  });
});

/** A row of a table in the README. */
const row = (what: string, dollars: number): RegExp =>
  new RegExp(`^\\| ${what} \\| \\$${dollars.toFixed(2).replace('.', '\\.')} \\|$`, 'm');

describe('the price of a quarter', () => {
  it('is the sum of its lines, none of which is below nothing', () => {
    const { lines, total } = costOf(QUARTER, measured);
    expect(lines.filter(({ dollars, quantity }) => !(dollars >= 0 && quantity >= 0))).toEqual([]);
    expect(total).toBeCloseTo(totalOf(lines), 9);
  });

  /** What the canary adds by what it asks for. */
  const ofCanary = (scale: Scale): number => {
    const none: Use = { requests: {}, work: {} };
    const worlds = measured.worlds.map((world) => ({ ...world, activities: { ...world.activities, canary: none } }));
    return totalOf(linesOf(scale, measured)) - totalOf(linesOf(scale, { ...measured, worlds }));
  };

  it('is what the README says, part by part, and so is that of the server', () => {
    const { lines, total, server } = costOf(QUARTER, measured);
    const those = (...names: string[]) => totalOf(lines.filter(({ what }) => names.includes(what)));
    const standing =
      those('alarms', 'metrics of our logs', 'dashboard', 'key', 'asking empty queues', 'schedules') +
      ofCanary(QUARTER);
    const stored = those('storage', 'storage at most', 'point-in-time recovery at most');
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    expect(readme).toMatch(row('what is there if nobody reports: .*', standing));
    expect(readme).toMatch(row('storage of five years, .*', stored));
    expect(readme).toMatch(row('requests, computing, mails', total - standing - stored));
    expect(readme).toMatch(row('together', total));
    expect(readme).toMatch(row('a server .*, always on', server.total));
  });

  it('has the canary in it, of every hour, whether anybody reports or nobody', () => {
    const few = { ...QUARTER, offices: 1, indicators: 1, reports: 0, files: 1 };
    for (const scale of [few, QUARTER]) {
      expect(ofCanary(scale)).toBeGreaterThan(0.05);
      expect(ofCanary(scale)).toBeLessThan(0.5);
      const [calls] = linesOf(scale, measured).filter(({ what }) => what === 'calls');
      // The canary's own and that of the ingest function.
      expect(calls?.quantity).toBeGreaterThan(2 * 3 * 730);
    }
  });

  it.each([
    ['offices', { offices: 600 }],
    ['indicators', { indicators: 160 }],
    ['reports', { reports: 500 }],
    ['files', { files: 3 }],
    ['months', { months: 4 }],
  ] as const)('grows with %s', (_, more) => {
    expect(totalOf(linesOf({ ...QUARTER, ...more }, measured))).toBeGreaterThan(totalOf(linesOf(QUARTER, measured)));
  });

  it('of four quarters is that of one, four times', () => {
    const dollars = (months: number) => totalOf(linesOf({ ...QUARTER, months }, measured));
    expect(dollars(12) / dollars(3)).toBeCloseTo(4, 6);
  });

  it('counts a report of the world, then one of each region, then those of offices', () => {
    expect(reportsOf(QUARTER)).toEqual({ world: 1, region: 30, office: 369 });
    expect(reportsOf({ ...QUARTER, reports: 12 })).toEqual({ world: 1, region: 11, office: 0 });
    expect(reportsOf({ ...QUARTER, reports: 0 })).toEqual({ world: 0, region: 0, office: 0 });
  });

  it('counts no less than what the stack holds whatever is reported', () => {
    const stack = synthesise(createStack());
    const many = (type: string) => Object.values(ofType(stack, type));
    const Metrics = z.object({
      Metrics: z.array(z.object({ MetricStat: z.json().optional() })).default([]),
    });
    const alarmMetrics = many('AWS::CloudWatch::Alarm').map((alarm) => {
      const inMath = Metrics.parse(alarm).Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length;
      return Math.max(1, inMath);
    });
    expect(STANDING.alarmMetrics).toBeGreaterThanOrEqual(alarmMetrics.reduce((sum, one) => sum + one, 0));
    const Filter = z.object({
      MetricTransformations: z.array(
        z.strictObject({ MetricNamespace: z.string(), MetricName: z.string(), MetricValue: z.string() }),
      ),
    });
    const counted = many('AWS::Logs::MetricFilter').flatMap((filter) =>
      Filter.parse(filter).MetricTransformations.map(({ MetricName }) => MetricName),
    );
    // Strict: each value of a dimension would be a metric of its own, and a default one of every hour.
    expect(STANDING.logMetrics).toBeGreaterThanOrEqual(new Set(counted).size);
    expect(STANDING.polledQueues).toBeGreaterThanOrEqual(many('AWS::Lambda::EventSourceMapping').length);
    expect(STANDING.dashboards).toBeGreaterThanOrEqual(many('AWS::CloudWatch::Dashboard').length);
    expect(STANDING.keys).toBeGreaterThanOrEqual(many('AWS::KMS::Key').length);
    const schedules = many('AWS::Scheduler::Schedule');
    const hourly = schedules.filter(({ ScheduleExpression }) => ScheduleExpression === 'rate(1 hour)');
    expect({ hourly: STANDING.hourly, daily: STANDING.daily }).toEqual({
      hourly: hourly.length,
      daily: schedules.length - hourly.length,
    });
  });
});

describe('npm run cost', () => {
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'infra', 'cost', 'cost.ts'), ...words], { encoding: 'utf8' });

  it('prints the table, the total, what it grows with, and a server beside it', () => {
    const { stdout, status } = run('--offices', '590', '--indicators', '150', '--reports', '400');
    expect(status).toBe(0);
    expect(stdout.trim()).toBe(costText(costOf(QUARTER, measured)));
    for (const service of ['Lambda', 'S3', 'SQS', 'DynamoDB', 'SES', 'CloudWatch', 'KMS', 'Data out', 'EC2', 'RDS'])
      expect(stdout).toMatch(new RegExp(`^ {2}${service} +.*\\$\\d+\\.\\d{4}$`, 'm'));
  });

  it('gives the same as data', () => {
    const { stdout } = run('--offices', '10', '--months', '12', '--json');
    const scale = { ...QUARTER, offices: 10, months: 12 };
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(costOf(scale, measured))));
  });

  it.each([
    [['--offices', '0'], '--offices wants a whole number from 1 to 10,000; found "0"'],
    [['--offices', '-5'], '--offices wants a whole number from 1 to 10,000; found "-5"'],
    [['--offices=-5'], '--offices wants a whole number from 1 to 10,000; found "-5"'],
    [['--offices', '1e9'], '--offices wants a whole number from 1 to 10,000; found "1e9"'],
    [['--indicators', '999999999999'], '--indicators wants a whole number from 1 to 2,000; found "999999999999"'],
    [['--reports', 'many'], '--reports wants a whole number from 0 to 100,000; found "many"'],
    [['--files', '1.5'], '--files wants a whole number from 1 to 100; found "1.5"'],
    [['--months', ''], '--months wants a whole number from 1 to 120; found ""'],
    [['590'], "Unexpected argument '590'"],
  ])('%j is told what is wrong', (words, message) => {
    expect(readArguments(words)).toEqual({ kind: 'wrong', message });
  });

  it('tells its options, and by its exit status that one was wrong', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--indicators N') });
    const wrong = run('--office', '3');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/--office.*\n\nUsage: npm run cost/s);
  });
});
