import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOOD } from '../../support/good-file.ts';

const home = mkdtempSync(join(tmpdir(), 'jalon-dev-'));
const drop = join(home, 'dépôt');
const environment = {
  PATH: process.env.PATH ?? '',
  HOME: home,
  TMPDIR: home,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
};

describe('a wrong option', () => {
  it.each([
    [['--port', 'http'], '--port http: write a number from 0'],
    [['--inbox', '70000'], '--inbox 70000: write a number from 0'],
  ])('%j ends with status 2 and a clear line', (given, line) => {
    const run = spawnSync(process.execPath, ['infra/local/dev.ts', ...given], { env: environment, encoding: 'utf8' });
    expect(run.stderr.split('\n')[0]).toContain(line);
    expect(run.status).toBe(2);
  });
});

describe('npm run dev', () => {
  let child: ChildProcess;
  let busy: Server;
  let busyPort = 0;
  let said = '';
  const saying = async (words: RegExp, from = 0): Promise<RegExpExecArray> => {
    for (;;) {
      const match = words.exec(said.slice(from));
      if (match) return match;
      if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
      await sleep(20);
    }
  };
  const page = async (path = ''): Promise<string> => {
    const [, url = ''] = await saying(/Reports +(http\S+)/);
    return (await fetch(`${url}${path}`, { headers: { connection: 'close' } })).text();
  };

  beforeAll(async () => {
    busy = createServer();
    await new Promise<void>((done) => busy.listen(0, '127.0.0.1', done));
    const address = busy.address();
    if (address !== null && typeof address === 'object') busyPort = address.port;
    const given = [
      '--drop',
      drop,
      '--port',
      String(busyPort),
      '--inbox',
      String(busyPort),
      '--upload',
      String(busyPort),
    ];
    child = spawn(process.execPath, ['infra/local/dev.ts', ...given], { env: environment });
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    await saying(/Upload page +http/);
  });

  afterAll(() => {
    child.kill('SIGKILL');
    busy.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('takes other ports where those asked for are busy', async () => {
    expect((await saying(/Reports +http:\/\/127\.0\.0\.1:(\d+)/))[1]).not.toBe(String(busyPort));
    expect(await page()).toContain('Nothing yet');
  });

  it('takes a plan and a file that is written slowly, and serves the receipts and reports', async () => {
    writeFileSync(join(drop, 'plan', 'plan.xlsx'), readFileSync('fixtures/plan/plan.xlsx'));
    await saying(/Ready, without a figure/);
    mkdirSync(join(drop, 'uploads', 'PHL'));
    const file = join(drop, 'uploads', 'PHL', 'chiffres.csv');
    const text = GOOD.toString();
    writeFileSync(file, '');
    for (let at = 0; at < text.length; at += 60) {
      appendFileSync(file, text.slice(at, at + 60));
      await sleep(100);
    }
    await saying(/Writing \d+ reports on 2025…/);
    while (!(await page()).includes('/reports/2025/GLOBAL/en/report.html')) await sleep(100);
    expect(await page('reports/2025/GLOBAL/en/report.html')).toMatch(/^<!doctype html>/i);
    expect((await page()).match(/receipts\/PHL\/chiffres\.csv/g)?.length).toBe(2);
  });

  it('ends cleanly on Ctrl-C, also while reports are being written', async () => {
    const from = said.length;
    appendFileSync(join(drop, 'uploads', 'PHL', 'chiffres.csv'), '2025-Q4;1a.1.3.1;2131\n');
    await saying(/ingest: 1 done/, from);
    const ended = new Promise((done) => child.once('close', (status) => done(status)));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(said).not.toContain('Could not take');
    expect(readdirSync(home).filter((name) => name.startsWith('jalon-profile-'))).toEqual([]);
  });
});
