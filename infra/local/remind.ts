import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createBucket } from './bucket.ts';
import { startEmbeddedAws } from './embedded-aws.ts';
import { createHandlers } from './handlers.ts';
import { officeFiles } from './office-files.ts';
import { createPump } from './pump.ts';

const HELP = `Usage: npm run remind -- --date 2026-01-21 [options]

Takes a plan and office files through the pipeline on this machine, and writes the mails that the reminders of one
day would send: to each office that owes figures, and to headquarters.

Options
  --date DATE       the day, in the plan's time zone         (needed)
  --plan FILE       the plan workbook                        (default: fixtures/plan/plan.xlsx)
  --uploads DIR     office files, as DIR/<ORGUNIT>/<file>    (default: fixtures/uploads)
  --out DIR         where the mails are written, as .eml     (default: out/reminders)
  -h, --help        this text

Exit status: 0 done, 1 it could not be done, 2 wrong arguments.
`;

interface Options {
  readonly date: string;
  readonly plan: string;
  readonly uploads: string;
  readonly out: string;
}

async function run({ date, plan, uploads, out }: Options): Promise<void> {
  const workbook = await readFile(plan);
  const files = await officeFiles(uploads);
  const embedded = await startEmbeddedAws();
  const handlers = createHandlers(embedded);
  const pump = createPump({ embedded, handlers: handlers.steps });
  pump.start();
  try {
    const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '');
    await bucket.drop('plan/plan.xlsx', workbook);
    await pump.idle();
    for (const file of files) await bucket.drop(`uploads/${file}`, await readFile(join(uploads, file)));
    await pump.idle();
    const before = (await embedded.readInbox()).length;
    const { offices, headquarters } = await handlers.remind({ date });
    await mkdir(out, { recursive: true });
    const mails = (await embedded.readInbox()).slice(before);
    for (const [index, { to, raw }] of mails.entries()) {
      const name = `${String(index + 1).padStart(4, '0')}-${(to[0] ?? 'nobody').replace(/[^\w.@-]/g, '_')}.eml`;
      await writeFile(join(out, name), raw);
    }
    process.stdout.write(`${date}: ${offices} mails to offices, ${headquarters} to headquarters, in ${out}\n`);
  } finally {
    await pump.stop();
    await handlers.close();
    await embedded.stop();
  }
}

function wrong(message: string): void {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exitCode = 2;
}

function readOptions() {
  return parseArgs({
    options: {
      date: { type: 'string', default: '' },
      plan: { type: 'string', default: 'fixtures/plan/plan.xlsx' },
      uploads: { type: 'string', default: 'fixtures/uploads' },
      out: { type: 'string', default: 'out/reminders' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }).values;
}

async function main(): Promise<void> {
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions();
  } catch (error) {
    wrong(error instanceof Error ? error.message : String(error));
    return;
  }
  if (options.help) process.stdout.write(HELP);
  else if (!/^\d{4}-\d{2}-\d{2}$/.test(options.date)) wrong(`--date ${options.date}: write a day as 2026-01-21`);
  else
    await run(options).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    });
}

await main();
