import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { minimalPlan } from '../plan.ts';
import { planWorkbook } from '../plan-workbook.ts';

const Store = z.object({
  emails: z.array(z.object({ subject: z.string(), destination: z.object({ to: z.array(z.string()) }) })),
});

/** What a run of `npm run dev` shows: each receipt by its key, and the mails that went, sorted. */
export interface Shown {
  readonly receipts: ReadonlyMap<string, string>;
  readonly mails: readonly string[];
}

export interface Dev {
  /** Resolves when it has worked on all files. */
  ready(): Promise<void>;
  shown(): Promise<Shown>;
  kill(): Promise<void>;
}

/** A home with a drop folder, of which one `npm run dev` after another takes care. */
export interface Home {
  readonly home: string;
  readonly drop: string;
  start(): Dev;
  remove(): void;
}

const OFFICES = ['KEN', 'NER', 'COL', 'AFR'];
const CONNECTION = { headers: { connection: 'close' } };

export const rows = (number: number): string =>
  `Indicator,Period,Value\n1a.1,2025-Q4,${100 + number}\n1a.3,2025-Q3,${number}\n`;

export async function createHome(): Promise<Home> {
  const home = mkdtempSync(join(tmpdir(), 'jalon-kills-'));
  const drop = join(home, 'drop');
  mkdirSync(join(drop, 'plan'), { recursive: true });
  const indicators = minimalPlan().indicators.map((one) => ({
    ...one,
    dimensions: [],
    breakdown: 'optional' as const,
    reportedBy: [],
  }));
  const wide = { opens: '2025-12-31', due: '2029-01-31', closes: '2029-12-31' };
  const periods = ['2025-Q3', '2025-Q4', '2025'].map((period) => ({ period, ...wide }));
  const plan = minimalPlan({ indicators, periods, rules: [], targets: [], crosswalk: [], subscriptions: [] });
  writeFileSync(join(drop, 'plan', 'plan.xlsx'), await planWorkbook(plan));
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    TMPDIR: process.env.TMPDIR ?? tmpdir(),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '',
  };
  const running = new Set<ChildProcess>();
  return {
    home,
    drop,
    start() {
      let said = '';
      const child = spawn(process.execPath, ['infra/local/dev.ts', '--drop', drop, '--port', '0', '--inbox', '0'], {
        env: environment,
      });
      running.add(child);
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => {
          said += chunk.toString();
        });
      const saying = async (words: RegExp): Promise<RegExpExecArray> => {
        for (;;) {
          const match = words.exec(said);
          if (match) return match;
          if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${said}`);
          await sleep(20);
        }
      };
      const url = async (name: string): Promise<string> => (await saying(new RegExp(`${name} +(http\\S+)`)))[1] ?? '';
      const text = async (address: string): Promise<string> => (await fetch(address, CONNECTION)).text();
      return {
        async ready() {
          await saying(/^Ready/m);
        },
        async shown() {
          // A mail goes after its receipt is there: read the other way round, the last file could show a mail and no receipt.
          const { emails } = Store.parse(JSON.parse(await text(`${await url('Inbox')}/store`)));
          const page = await url('Reports');
          const paths = [...(await text(page)).matchAll(/href="(\/receipts\/[^"]+\.json)"/g)].map(
            ([, path = '']) => path,
          );
          const receipts = new Map<string, string>();
          for (const path of paths) receipts.set(decodeURIComponent(path), await text(new URL(path, page).href));
          return {
            receipts,
            mails: emails.map(({ subject, destination }) => `${destination.to.join()} ${subject}`).sort(),
          };
        },
        async kill() {
          child.kill('SIGKILL');
          await ended;
          running.delete(child);
        },
      };
    },
    remove() {
      for (const child of running) child.kill('SIGKILL');
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Puts the n-th file in its office's folder; gives its path there. */
export function dropFile({ drop }: Home, number: number, text = rows(number)): string {
  const office = OFFICES[number % OFFICES.length] ?? '';
  mkdirSync(join(drop, 'uploads', office), { recursive: true });
  // Names that sort otherwise than the files came.
  const file = `${office}/figures-${String(999 - number)}.csv`;
  writeFileSync(join(drop, 'uploads', file), text);
  return file;
}

/** Writes a file so slowly that whoever takes it too early takes a part of it. */
export async function dropSlowly(home: Home, number: number): Promise<string> {
  const text = rows(number);
  const half = text.indexOf('1a.3') + 2;
  const file = dropFile(home, number, text.slice(0, half));
  for (const letter of text.slice(half)) {
    await sleep(100);
    appendFileSync(join(home.drop, 'uploads', file), letter);
  }
  return file;
}

export interface Ended {
  readonly files: readonly string[];
  readonly last: Shown;
  readonly quiet: Shown;
}

/**
 * Ends `npm run dev` so many times, at moments `after` gives (milliseconds), while files are dropped; then lets it come to its end, and
 * once more in quiet over the same files.
 */
export async function killTimes(
  home: Home,
  times: number,
  after: () => number,
  told: (kill: number) => void,
): Promise<Ended> {
  const files: string[] = [];
  for (let kill = 1; kill <= times; kill += 1) {
    const dev = home.start();
    const delay = after();
    await sleep(delay / 2);
    if (files.length < 8) files.push(dropFile(home, files.length));
    await sleep(delay / 2);
    await dev.kill();
    told(kill);
  }
  const slow = dropSlowly(home, files.length);
  const dev = home.start();
  files.push(await slow);
  await dev.ready();
  const complete = async (): Promise<Shown> => {
    for (;;) {
      const shown = await dev.shown();
      if (shown.mails.length > files.length || shown.receipts.size > files.length + 1) return shown;
      await sleep(100);
    }
  };
  const last = await complete();
  await dev.kill();
  const again = home.start();
  await again.ready();
  const quiet = await again.shown();
  await again.kill();
  return { files, last, quiet };
}
