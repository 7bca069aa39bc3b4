import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from '../../../functions/domain/sheet/open.ts';
import { workbookMeta } from '../../../functions/domain/sheet/workbook-meta.ts';
import { lastFigures } from '../../../infra/local/last-figures.ts';
import { readWorkbookArguments } from '../../../infra/local/workbook-arguments.ts';
import { askingPlan } from '../../support/workbook.ts';

const PLAN = 'fixtures/plan/plan.xlsx';

describe('the command line of npm run workbook', () => {
  it.each([
    [
      'takes the org unit’s own language and no last values by default',
      ['--orgunit', 'COL', '--period', '2025-Q4'],
      {
        kind: 'run',
        options: { orgUnit: 'COL', period: '2025-Q4', language: null, plan: PLAN, uploads: null, out: null },
      },
    ],
    ['gives help', ['--help'], { kind: 'help' }],
    ['misses an org unit', ['--period', '2025-Q4'], { kind: 'wrong' }],
    ['misses a period', ['--orgunit', 'COL'], { kind: 'wrong' }],
    ['refuses a text that is no period', ['--orgunit', 'COL', '--period', 'Q4'], { kind: 'wrong' }],
    [
      'refuses a language it has no words in',
      ['--orgunit', 'COL', '--period', '2025', '--lang', 'de'],
      { kind: 'wrong' },
    ],
    ['refuses an option it does not know', ['--unit', 'COL'], { kind: 'wrong' }],
  ])('%s', (_, argv, expected) => {
    expect(readWorkbookArguments(argv)).toMatchObject(expected);
  });
});

describe('npm run workbook', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, ['infra/local/workbook.ts', ...argv], { encoding: 'utf8' });

  it('writes the workbook where it is told to, and says where', async () => {
    const out = join(folder, 'made', 'col.xlsx');
    const { status, stdout } = run('--orgunit', 'COL', '--period', '2025-Q4', '--lang', 'ar', '--out', out);
    expect([status, stdout.trim()]).toEqual([0, out]);
    const opened = openFile(await readFile(out));
    expect(opened.ok && workbookMeta(opened.grids)).toMatchObject({
      orgUnit: 'COL',
      period: '2025-Q4',
      language: 'ar',
    });
  });

  it.each([
    ['the org unit is unknown', ['--orgunit', 'XXX', '--period', '2025-Q4'], 1],
    ['nothing is expected', ['--orgunit', 'COL', '--period', '2023-Q1'], 1],
    ['there is no plan', ['--orgunit', 'COL', '--period', '2025-Q4', '--plan', 'nowhere.xlsx'], 1],
    ['there are no office files', ['--orgunit', 'COL', '--period', '2025-Q4', '--uploads', 'nowhere'], 1],
    ['the arguments are wrong', ['--period', '2025-Q4'], 2],
  ])('ends with its status when %s', (_, argv, status) => {
    const ended = run(...argv, '--out', join(folder, 'none.xlsx'));
    expect(ended.status).toBe(status);
    expect(ended.stderr).not.toBe('');
    expect(ended.stderr).not.toContain('    at ');
  });
});

it('takes the last values from earlier periods only, the latest of them, even where they take no files any more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'last-'));
  try {
    await mkdir(join(folder, 'KEN'));
    const rows = ['2025-Q1,11', '2025-Q3,33', '2025-Q2,22', '2025-Q4,44'].map((row) => `1a.3,${row}`);
    await writeFile(join(folder, 'KEN', 'a.csv'), ['indicator,period,value', ...rows].join('\n'));
    const last = await lastFigures(folder, askingPlan(), 'KEN', '2025-Q4');
    expect([...last]).toEqual([['1a.3', { period: '2025-Q3', value: 33 }]]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
