import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readArguments } from '../../../infra/local/arguments.ts';
import { GOOD } from '../../support/good-file.ts';

const PLAN = 'fixtures/plan/plan.xlsx';

const home = mkdtempSync(join(tmpdir(), 'jalon-start-'));
/** Of the processes started here, so that what they leave behind shows. */
const temporary = join(home, 'tmp');
mkdirSync(temporary);
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
}

function start(...given: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['infra/local/start.ts', ...given], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: home,
      TMPDIR: temporary,
      TZ: 'Pacific/Chatham',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
    },
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const { promise, resolve: end } = Promise.withResolvers<Ended>();
  child.once('close', (status) => end({ status, out, errors }));
  return { child, ended: promise };
}
const run = (...given: string[]): Promise<Ended> => start(...given).ended;

function folder(name: string, files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(path, file, '..'), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}

const oneFile = folder('one', { 'PHL/figures.csv': GOOD });
const small = (...given: string[]) => run('--plan', PLAN, '--uploads', oneFile, '--lang', 'en', ...given);

describe('wrong arguments', () => {
  it.each([
    [['--perod', '2025'], "Unknown option '--perod'"],
    [['--period', '2025Q4'], '--period 2025Q4: write 2025, 2025-S1, 2025-Q1 or 2025-03'],
    [['--lang', 'en,de'], '--lang de: reports are written in ar, en, es, fr'],
    [['--lang', ' , '], '--lang names no language'],
    [['--report', 'results,monthly'], '--report monthly: write results or annual'],
    [['--report', ''], '--report : write results or annual'],
    [['--scope='], '--scope names no org unit'],
    [['--as-of', '2025-11-01'], '--as-of 2025-11-01: write an instant, such as 2025-11-01T00:00Z'],
    [['--as-of', '2025-02-30T00:00Z'], '--as-of 2025-02-30T00:00Z: write an instant'],
    [['--as-of', '9999-01-01T00:00Z'], '--as-of 9999-01-01T00:00Z is yet to come'],
    [['plan.xlsx'], "Unexpected argument 'plan.xlsx'"],
    [['--plan'], "Option '--plan <value>' argument missing"],
  ])('%j are refused: %s', (given, message) => {
    expect(readArguments(given)).toEqual({ kind: 'wrong', message: expect.stringContaining(message) });
  });

  it('end with status 2, the reason and the help', async () => {
    const { status, out, errors } = await run('--perod', '2025');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(errors.split('\n')[0]).toContain("Unknown option '--perod'");
    expect(errors).toContain('Usage: npm start -- [options]');
  });

  it('--help is the help alone, with every option', async () => {
    const { status, out, errors } = await run('-h');
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    for (const option of [
      '--plan',
      '--uploads',
      '--period',
      '--scope',
      '--lang',
      '--report',
      '--as-of',
      '--out',
      '--help',
    ])
      expect(out).toContain(option);
  });
});

describe('a job that cannot be done ends with status 1 and one clear text', () => {
  const missing = join(home, 'not there');
  const empty = folder('empty', { '.hidden': 'x', 'PHL/~$open.xlsx': 'x' });
  const file = join(folder('files', { 'a file': 'x' }), 'a file');
  const foreign = folder('foreign', { 'mail/letter.eml': 'mine' });
  const damaged = join(folder('plans', { 'damaged.xlsx': readFileSync(PLAN).subarray(0, 9_000) }), 'damaged.xlsx');
  const wrong = resolve('fixtures/uploads/HQ/01-enablers-2025.xlsx');

  it.each([
    ['no plan', ['--plan', missing], `There is no plan workbook at ${missing}.`],
    ['a folder for a plan', ['--plan', home], `There is no plan workbook at ${home}.`],
    ['no folder of files', ['--uploads', missing], `There is no folder of office files at ${missing}.`],
    ['no office file in it', ['--uploads', empty], `No office file in ${empty}: expected ${empty}/<ORGUNIT>/<file>.`],
    ['an output folder that cannot be', ['--out', join(file, 'out')], `Cannot write to ${join(file, 'out')}: `],
    ['a file for an output folder', ['--out', file], `Cannot write to ${file}: `],
    ['somebody’s own folder in the output folder', ['--out', foreign], `${join(foreign, 'mail')} is there already`],
    ['output among the uploads', ['--out', join(oneFile, 'out')], 'lies in the folder of office files'],
    ['a damaged plan', ['--plan', damaged], `The plan ${damaged} was refused:`],
    ['a workbook that is no plan', ['--plan', wrong], `The plan ${wrong} was refused:`],
    ['an unknown scope', ['--scope', 'GLOBAL,XXX'], 'The plan has no org unit XXX.'],
    ['a period outside the plan', ['--period', '2031'], 'which 2031 is not in.'],
  ])('%s', async (_, given, message) => {
    const out = join(home, 'out-failed');
    const { status, errors, out: said } = await small('--out', out, ...given);
    expect(errors).toContain(message);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
    expect(said).not.toContain('judged');
    expect(existsSync(join(out, 'summary.json'))).toBe(false);
  });

  it('and leaves what is somebody’s own as it was', () => {
    expect(readFileSync(join(foreign, 'mail', 'letter.eml'), 'utf8')).toBe('mine');
  });

  it('keeps what was said to the offices, and the state, where no figure was taken from any file', async () => {
    const out = join(home, 'out-nothing');
    const uploads = folder('nothing', { 'PHL/letter.csv': '%PDF-1.7\n' });
    const { status, errors } = await small('--uploads', uploads, '--out', out);
    expect(status).toBe(1);
    expect(errors).toContain(`nothing to report on. Why is told in the receipts: ${join(out, 'receipts')}`);
    const { submissions, reports, mails } = Summary.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
    expect(submissions).toMatchObject([{ file: 'PHL/letter.csv', status: 'rejected' }]);
    expect({ reports, mails: mails.length }).toEqual({ reports: [], mails: 2 });
    expect(existsSync(join(out, submissions[0]?.receipt ?? 'none'))).toBe(true);
    expect(existsSync(join(out, 'state', 'state.jsonl.br'))).toBe(true);
  });

  it('names the cells of a plan with faults', async () => {
    const { errors } = await small('--plan', wrong, '--out', join(home, 'out-failed'));
    expect(errors.split('\n').filter((line) => line.startsWith('  ')).length).toBeGreaterThan(0);
  });
});

const Summary = z.strictObject({
  period: z.string(),
  submissions: z.array(
    z.strictObject({
      file: z.string(),
      orgUnit: z.string(),
      status: z.enum(['accepted', 'accepted-with-warnings', 'partially-accepted', 'rejected']),
      accepted: z.number(),
      returned: z.number(),
      issues: z.array(z.looseObject({ code: z.string(), severity: z.string(), message: z.string() })),
      receipt: z.string(),
      corrections: z.string().nullable(),
    }),
  ),
  reports: z.array(
    z.strictObject({ period: z.string(), scope: z.string(), language: z.string(), files: z.array(z.string()) }),
  ),
  mails: z.array(z.strictObject({ to: z.array(z.string()), subject: z.string(), file: z.string() })),
});

describe('a job that is done', () => {
  /** As long as a file system takes: the name of its receipt would be longer. */
  const long = `${'نتائج '.repeat(20)}.csv`;
  const uploads = folder('Données d’été 2025 (été & hiver)', {
    'PHL/chiffres réels.csv': GOOD,
    'PHL/letter.csv': '%PDF-1.7\n',
    [`PHL/${long}`]: GOOD,
  });
  const out = join(home, 'sortie n° 1');
  let ended: Ended;
  let summary: z.infer<typeof Summary>;

  beforeAll(async () => {
    const given = ['--uploads', uploads, '--period', '2025-Q1', '--lang', 'en', '--out', out];
    ended = await run('--plan', PLAN, ...given);
    summary = Summary.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
  }, 60_000);

  it('ends with status 0 though a file was returned, and says where everything is', () => {
    expect(ended).toMatchObject({ status: 0, errors: '' });
    expect(ended.out).toContain('3: 2 accepted, 0 accepted with warnings, 0 accepted in part, 1 returned');
    expect(ended.out).toContain(join(out, 'summary.json'));
    expect(ended.out).not.toContain('\u001b');
  });

  it('reports on the scopes with figures and the whole', () => {
    expect(summary.reports.map(({ scope, language }) => `${scope} ${language}`).sort()).toEqual([
      'ASP en',
      'GLOBAL en',
      'PHL en',
    ]);
  });

  it('says in the summary what became of each file, and where its receipt is', () => {
    expect(summary.submissions.map(({ file, status }) => [file, status])).toEqual(
      expect.arrayContaining([
        ['PHL/chiffres réels.csv', 'accepted'],
        ['PHL/letter.csv', 'rejected'],
      ]),
    );
    for (const { receipt, status } of summary.submissions)
      expect(JSON.parse(readFileSync(join(out, receipt), 'utf8'))).toMatchObject({ status });
  });

  it('writes every file the summary names, and none besides', () => {
    const named = [
      'summary.json',
      'state/state.jsonl.br',
      'reports/report.schema.json',
      'reports/index.html',
      'reports/index.en.html',
      ...summary.submissions.flatMap(({ receipt, corrections }) => [receipt, ...(corrections ? [corrections] : [])]),
      ...summary.reports.flatMap(({ files }) => files),
      ...summary.mails.map(({ file }) => file),
    ];
    const written = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(out, path)).isFile())
      .filter((path) => !path.startsWith('receipts/plan/'));
    expect(written.sort()).toEqual(named.sort());
    const [pdf = ''] = written.filter((path) => path.endsWith('.pdf'));
    expect(readFileSync(join(out, pdf)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('writes a site on which every link leads to a file', () => {
    const page = readFileSync(join(out, 'reports', 'index.html'), 'utf8');
    const links = [...page.matchAll(/ href="([^"#]+)"/g)].map(([, to = '']) => decodeURIComponent(to));
    expect(links.length).toBeGreaterThan(3 * 5);
    for (const link of links) expect(existsSync(join(out, 'reports', link)), link).toBe(true);
  });

  it('writes mails that a mail program can open, the report with its PDF', () => {
    const mails = summary.mails.map(({ file, to }) => ({ to, text: readFileSync(join(out, file), 'utf8') }));
    expect(mails.length).toBe(1 + summary.submissions.length + 1);
    for (const { to, text } of mails) {
      const head = text.slice(0, text.indexOf('\r\n\r\n'));
      expect(head).toContain(`To: ${to[0]}`);
      expect(head).toMatch(/^Subject: \S/m);
      expect(head).toMatch(/^MIME-Version: 1\.0/m);
    }
    const [report] = mails.filter(({ text }) => text.includes('Content-Type: application/pdf'));
    expect(report?.to).toEqual(['results@example.org']);
    const [, part = ''] = report?.text.split('Content-Type: application/pdf') ?? [];
    const body = part.slice(part.indexOf('\r\n\r\n')).split('\r\n--')[0] ?? '';
    expect(Buffer.from(body, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('replaces what it wrote before, and says that nothing was taken for a period without figures', async () => {
    const { status, out: said } = await small('--period', '2026-Q3', '--out', out);
    expect(status).toBe(0);
    expect(said).toContain('No figure was taken for 2026-Q3');
    expect(readdirSync(join(out, 'reports')).sort()).toEqual([
      ...['2026-Q3', 'index.en.html', 'index.html', 'report.schema.json'],
    ]);
    expect(readdirSync(join(out, 'reports', '2026-Q3'))).toEqual(['GLOBAL']);
  });
});

describe('a job as of an instant', () => {
  const rows = (value: number) => `indicator,period,value\n1a.1.3.1,2025-Q3,${value}\n`;
  const uploads = folder('dated', {
    'PHL/b first.csv': rows(1500),
    'PHL/a later.csv': rows(1600),
    'PHL/z equal.csv': rows(1700),
  });
  const at = (file: string, time: string) => utimesSync(join(uploads, file), new Date(time), new Date(time));
  at('PHL/b first.csv', '2025-10-01T12:00:00.000Z');
  at('PHL/a later.csv', '2025-11-01T00:00:00.001Z');
  at('PHL/z equal.csv', '2025-10-01T12:00:00.000Z');
  const out = join(home, 'as of');

  it('counts each file as uploaded when it was last changed, those of one time in name order', async () => {
    const given = ['--uploads', uploads, '--lang', 'en', '--scope', 'PHL', '--out', out];
    const ended = await run('--plan', PLAN, ...given, '--as-of', '2025-11-01T00:00Z');
    expect(ended).toMatchObject({ status: 0, errors: '' });
    expect(ended.out).toContain('Uploaded by 2025-11-01T00:00:00.000Z: 2; later, and so in no report: 1');
    const folder = join(out, 'reports/2025/PHL/en');
    const Report = z.object({ asOf: z.string(), indicators: z.array(z.object({ code: z.string(), actual: z.any() })) });
    const { asOf, indicators } = Report.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
    expect(asOf).toBe('2025-10-01T12:00:00.000Z');
    expect(indicators.find(({ code }) => code === '1a.1.3.1')?.actual).toBe(1700);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('The report as of');
    const summary = Summary.parse(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
    expect(summary.submissions).toHaveLength(3);
    expect(summary.reports).toMatchObject([{ period: '2025', scope: 'PHL', language: 'en' }]);
    expect(summary.mails.filter(({ subject }) => subject.includes('Results'))).toEqual([]);
  }, 60_000);
});

describe('a job that is interrupted', () => {
  const left = () => readdirSync(temporary).filter((name) => name.startsWith('jalon-profile-'));
  const processes = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(temporary);
        } catch {
          return false;
        }
      });

  it.runIf(existsSync('/proc/self/cmdline')).each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s while it prints ends with status %d and leaves no process and no profile',
    async (signal, status) => {
      const given = ['--plan', PLAN, '--uploads', oneFile, '--out', join(home, `out-${signal}`)];
      const { child, ended } = start(...given);
      while (left().length === 0 && child.exitCode === null) await sleep(20);
      child.kill(signal);
      expect(await ended).toMatchObject({ status, errors: expect.stringContaining('Stopped before the end') });
      expect(left()).toEqual([]);
      expect(processes()).toEqual([]);
    },
  );
});
