import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTemplates } from '../../../functions/templates.ts';
import { createHandlers } from '../../../infra/local/handlers.ts';
import { saveState } from '../../../infra/local/state.ts';
import { HELP, readTraceArguments } from '../../../infra/operate/trace/arguments.ts';
import { textOf } from '../../../infra/operate/trace/text.ts';
import { dataOf, type Stores, traceFigure } from '../../../infra/operate/trace/traced.ts';
import { startTestAws, type TestAws } from '../../support/embedded.ts';
import { createDependencies } from '../../support/pipeline.ts';

const FILES = [
  'SOM/01-results-q1-to-q3.xlsx',
  'NER/01-rapport-2025.csv',
  'SOM/02-results-q4.xlsx',
  'SOM/03-correction-q4.xlsx',
  'COL/01-informe-anual-2025.xlsx',
];

const out = mkdtempSync(join(tmpdir(), 'jalon-trace-'));

let aws: TestAws;
let stores: Stores;
let close: () => Promise<void>;

beforeAll(async () => {
  aws = await startTestAws();
  const handlers = createHandlers(aws.embedded);
  close = handlers.close;
  const pump = aws.startPump(handlers.steps);
  await aws.put('plan/plan.xlsx', readFileSync('fixtures/plan/plan.xlsx'));
  await pump.idle();
  for (const file of FILES) {
    await aws.put(`uploads/${file}`, readFileSync(`fixtures/uploads/${file}`));
    await pump.idle();
  }
  expect(await pump.deadLetters()).toEqual([]);
  await saveState(out, aws.embedded);
  stores = { name: 'here', ...createDependencies(aws) };
}, 60_000);

afterAll(async () => {
  await close();
  await aws.stop();
  rmSync(out, { recursive: true, force: true });
});

function trace(...options: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['infra/operate/trace.ts', ...options], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

const command = (indicator: string, period: string, ...more: string[]) =>
  trace('--out', out, '--indicator', indicator, '--period', period, ...more);

const ask = (indicator: string, period: string, scope: string, asOf: string | null = null) =>
  traceFigure({ indicator, period, scope, asOf }, stores);

/** Without what another run has otherwise. */
const settled = (text: string): string =>
  text.replace(/(uploaded )\S+(,)/g, '$1<time>$2').replace(/(version )[0-9a-f]{32}/g, '$1<id>');

describe('npm run trace', () => {
  it('prints the tree from the figure to regions, offices, files, sheets and cells, and what does not count', () => {
    const { stdout, stderr, status } = command('1a.1.1.1', '2025-Q4');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(settled(stdout)).toMatchInlineSnapshot(`
      "1a.1.1.1 People helped with shelter or settlement services
      2025-Q4, plan version 1; sum over org units; sum over time

      GLOBAL Worldwide: 42,590 people, 3 of 183 reported
      ├─ AFR Africa: 34,250 people, 2 of 46 reported
      │  ├─ NER Niger: 10,910 people, 1 of 1 reported
      │  │     2025-Q4  10,910  [1] G20  (as it stands)
      │  │              age 0-17: 5,891 (G23); age 18-59: 4,364 (G24); age 60+: 655 (G25); sex female:
      │  │                6,000 (G21); sex male: 4,910 (G22)
      │  └─ SOM Somalia: 23,340 people, 1 of 1 reported
      │        2025-Q4  23,340  [2] Results!G2  (as it stands)
      │                 age 0-17: 11,903 (G5); age 18-59: 10,036 (G6); age 60+: 1,401 (G7); sex female:
      │                   12,370 (G3); sex male: 10,970 (G4)
      │        not counted: 2025-Q4  20,340  [3] Results!G2  (replaced by [2])
      └─ AME Latin America and the Caribbean: 8,340 people, 1 of 36 reported
         └─ COL Colombia: 8,340 people, 1 of 2 reported
               2025-Q4  8,340  [4] Trimestres!I2  (as it stands)
                        age 0-17: 3,002 (I5); age 18-59: 4,670 (I6); age 60+: 668 (I7); sex female:
                          4,253 (I3); sex male: 4,087 (I4)

      Files
      [1] uploads/NER/01-rapport-2025.csv
          uploaded <time>, judged by plan version 1
          version <id>
          sha-256 bc13a01db183853334b53f52a6e1328eb37389b6c76ba0a5a87adbe3caf28e06
      [2] uploads/SOM/03-correction-q4.xlsx
          uploaded <time>, judged by plan version 1
          version <id>
          sha-256 785b6c948d7b736916fbb1371cf8940afa6df7f7b704c5afb9d9f562fa0b2289
      [3] uploads/SOM/02-results-q4.xlsx
          uploaded <time>, judged by plan version 1
          version <id>
          sha-256 d94737b2aa77e343a5b14156bdd778b51ccc23d094eacd1fcfa5bf13c399148d
      [4] uploads/COL/01-informe-anual-2025.xlsx
          uploaded <time>, judged by plan version 1
          version <id>
          sha-256 479ad2bc0c97449e7c0a743ca98a05854ad82332cae63279ac271ecbc2679d29
      "
    `);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  it('says how the figures of several periods and of ratios come together', async () => {
    const text = textOf(await ask('1a.1.1.2', '2025', 'AFR'), readTemplates('templates').catalogue('en'));
    expect(settled(text).split('\nFiles')[0]).toMatchInlineSnapshot(`
      "1a.1.1.2 Managed sites that meet minimum living standards
      2025, plan version 1; sum of numerators over sum of denominators; latest period of each unit

      AFR Africa: 72.9% = 70 / 96, 2 of 46 reported
      ├─ NER Niger: 70% = 21 / 30, 1 of 1 reported
      │     2025-Q4  21 / 30  [1] H29 I29  (the latest)
      │     not counted: 2025-Q1  17 / 29  [1] H26 I26  (a later period was reported, in [1])
      │     not counted: 2025-Q2  18 / 29  [1] H27 I27  (a later period was reported, in [1])
      │     not counted: 2025-Q3  19 / 30  [1] H28 I28  (a later period was reported, in [1])
      └─ SOM Somalia: 74.2% = 49 / 66, 1 of 1 reported
            2025-Q4  49 / 66  [2] Results!H8 I8  (the latest)
            not counted: 2025-Q1  41 / 63  [3] Results!H20 I20  (a later period was reported, in [2])
            not counted: 2025-Q2  44 / 63  [3] Results!H21 I21  (a later period was reported, in [2])
            not counted: 2025-Q3  47 / 65  [3] Results!H22 I22  (a later period was reported, in [2])
      "
    `);
  });

  it('gives the same as data, with the figures of breakdowns', async () => {
    const { tree, files, ...about } = dataOf(await ask('1a.1.1.1', '2025-Q4', 'som'));
    expect(about).toEqual({
      ...{ schema: 'jalon/trace/1', plan: 'demo-2024-2028', indicator: '1a.1.1.1', unit: 'people', period: '2025-Q4' },
      ...{ scope: 'SOM', planVersion: 1, asOf: null, agrees: true },
    });
    expect(tree).toMatchObject({
      ...{ scope: 'SOM', value: 23340, coverage: { reported: 1, expected: 1 }, below: [] },
      counted: [{ enters: 'added', value: 23340, file: 0, sheet: 'Results', cells: ['G2'] }],
      uncounted: [{ why: 'superseded', value: 20340, sheet: 'Results', cells: ['G2'], by: 0 }],
    });
    const women = { categories: { sex: 'female' }, cells: ['G3'] };
    expect(tree.counted[0]?.breakdown).toContainEqual({
      ...women,
      figure: { value: 12370, numerator: null, denominator: null },
    });
    expect(files.map(({ key }) => key)).toEqual([`uploads/${FILES[3]}`, `uploads/${FILES[2]}`]);
  });

  it('gives the figure as of an earlier time', async () => {
    const { files } = await ask('1a.1.1.1', '2025-Q4', 'SOM');
    const before = await ask('1a.1.1.1', '2025-Q4', 'SOM', files[1]?.uploadedAt);
    expect(before).toMatchObject({ agrees: null, tree: { value: 20340, uncounted: [] } });
  });

  it('says of a time before the first plan that there was none yet', async () => {
    const asOf = '2020-01-01T00:00:00.000Z';
    const then = { ...stores, plans: { ...stores.plans, inForce: async () => null } };
    const asked = traceFigure({ indicator: '1a.1.1.1', period: '2025-Q4', scope: 'SOM', asOf }, then);
    await expect(asked).rejects.toThrow(`There was no plan yet in here at ${asOf}.`);
  });

  it('names an indicator of the plan that is shipped as its example', async () => {
    const [, example = ''] = /such as (\S+)$/m.exec(HELP) ?? [];
    await expect(ask(example, '2025-Q4', 'SOM')).resolves.toMatchObject({ indicator: { code: example } });
  });

  it.each([
    ['1a.1.1.7', 'SOM', /no such code\. Did you mean 1a\.1\.1\.1 \(People helped/],
    ['people helped with shelters', 'SOM', /no such code\. Did you mean 1a\.1\.1\.1 \(People helped/],
    ['1a.1.1.1', 'Somalie', /no such org unit\. Did you mean SOM \(Somalia\)/],
    ['1a.1.1.1', 'TCD', /There are no figures of it for any period\./],
  ])('proposes the nearest to %s of %s, or another period', async (indicator, scope, message) => {
    await expect(ask(indicator, '2025', scope)).rejects.toThrow(message);
  });

  it('ends with 2 for arguments that name nothing', () => {
    const { stderr, ...rest } = command('1a.1.1.7', '2025');
    expect(rest).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/Did you mean/);
  });

  it('ends with 1 where nothing was stated, and says for which periods there is something', () => {
    const { stderr, ...rest } = command('1a.1.1.1', '2026', '--scope', 'SOM');
    expect(rest).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/Nobody of SOM stated 1a\.1\.1\.1 for 2026\. There are figures for 2025-Q1/);
  });

  it('names the command to run first where there is no state of a run', () => {
    const { stderr, status } = trace('--out', join(out, 'none'), '--indicator', '1a.1.1.1', '--period', '2025');
    expect({ stderr, status }).toEqual({ stderr: expect.stringContaining('npm start -- --out'), status: 1 });
  });

  it('tells how it is called, at most 100 columns wide', () => {
    expect(readTraceArguments(['--help'])).toEqual({ kind: 'help' });
    for (const line of HELP.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  it.each([
    [['--period', '2025'], /--indicator is missing/],
    [['--indicator', 'x'], /--period is missing/],
    [['--indicator', 'x', '--period', '2025Q4'], /--period 2025Q4: write 2025/],
    [['--indicator', 'x', '--period', '2025', '--as-of', '2025-11-01'], /write a time with its zone/],
    [['--indicator', 'x', '--period', '2025', '--as-of', '2025-13-01T00:00Z'], /write a time with its zone/],
    [['--indicator', 'x', '--period', '2025', '--as-of', '2025-02-30T00:00Z'], /write a time with its zone/],
    [['--indicator', 'x', '--period', '2025', '--as-of', '9999-01-01T00:00Z'], /is yet to come/],
    [['x', '--period', '2025'], /x: the figure is named by/],
    [['--table', 't', '--indicator', 'x', '--period', '2025'], /--bucket is missing/],
    [['--nonsense'], /nonsense/],
  ])('says what is wrong in %o', (argv, message) => {
    expect(readTraceArguments(argv)).toEqual({ kind: 'wrong', message: expect.stringMatching(message) });
  });
});
