import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createBucket } from './bucket.ts';
import { deadLetterLines } from './dead-letters.ts';
import { createDropFolder } from './drop-folder.ts';
import { EndpointFailure } from './endpoint/reach.ts';
import { serveFunction } from './function-url.ts';
import { createHandlers } from './handlers.ts';
import { periodsWithData } from './periods-with-data.ts';
import { createPump } from './pump.ts';
import { serveBucket } from './serve-bucket.ts';
import { startLocalAws } from './start-aws.ts';

const HELP = `Usage: npm run dev -- [options]

Stays up and works on what you drop into a folder, until you press Ctrl-C.

Options
  --drop DIR    watched folder: DIR/plan/<workbook> and DIR/uploads/<ORGUNIT>/<file>  (default: out/drop)
  --port PORT   page with reports and receipts; another port is taken when it is busy (default: 8080)
  --inbox PORT  page with the mails, likewise                                         (default: 8005)
  --upload PORT page by which offices send files, likewise                            (default: 8090)
  -h, --help    this text

Nothing is kept after it ends, in whatever way, but the files you dropped: at the next start they are taken again, in the order and with
the times at which they came.
`;

/** Milliseconds without a change after which a dropped file is taken to be complete. */
const SETTLED = 400;

function readPort(name: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new RangeError(`${name} ${text}: write a number from 0 (any free port) to 65535`);
  return Number(text);
}

function readOptions() {
  try {
    const { drop, port, inbox, upload, help } = parseArgs({
      options: {
        drop: { type: 'string', default: 'out/drop' },
        port: { type: 'string', default: '8080' },
        inbox: { type: 'string', default: '8005' },
        upload: { type: 'string', default: '8090' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
    return {
      drop,
      help,
      port: readPort('--port', port),
      inbox: readPort('--inbox', inbox),
      upload: readPort('--upload', upload),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function run(drop: string, port: number, inboxPort: number, uploadPort: number): Promise<void> {
  for (const folder of ['plan', 'uploads']) await mkdir(join(drop, folder), { recursive: true });
  const embedded = await startLocalAws({ inboxPort, say, looksOut: true });
  const answering = Promise.withResolvers<ReturnType<typeof createHandlers>['links']>();
  const links = await serveFunction(async (event) => (await answering.promise)(event));
  const handlers = createHandlers(embedded, links.url);
  answering.resolve(handlers.links);
  const upload = await serveFunction(handlers.upload, uploadPort).catch(() => serveFunction(handlers.upload));
  const { steps, dispatch, close } = handlers;
  const pump = createPump({
    embedded,
    handlers: steps,
    onBatch: ({ step, size, failures, ms }) =>
      void say(
        `${step}: ${size - failures} done${failures > 0 ? `, ${failures} to be tried again` : ''} (${Math.round(ms)} ms)`,
      ),
  });
  pump.start();
  const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '', embedded.announce);
  const page = await serveBucket(bucket, port, embedded.inboxUrl);

  const folder = createDropFolder(drop, SETTLED);
  async function takeNew(): Promise<unknown> {
    const { fresh, waits } = await folder.look();
    if (waits) lookSoon();
    for (const { file, bytes, at } of fresh) {
      await bucket.drop(file, bytes, at);
      if (file.startsWith('plan/')) await pump.idle();
    }
    if (fresh.length === 0) return null;
    await pump.idle();
    const period = (await periodsWithData(embedded)).at(-1);
    if (period === undefined) return say(`Ready, without a figure to report on yet. ${page.url}`);
    const reports = await dispatch({ period });
    say(`Writing ${reports.length} reports on ${period}…`);
    await pump.idle();
    for (const line of await deadLetterLines(pump, embedded)) say(`Dead letter in ${line}`);
    return say(`Ready. ${page.url}`);
  }

  let stopping = false;
  let turn: Promise<unknown> = Promise.resolve();
  const takeInTurn = (): void => {
    turn = turn.then(takeNew).catch((error: unknown) => {
      if (!stopping) say(`Could not take the files: ${String(error)}`);
    });
  };
  let timer: NodeJS.Timeout | undefined;
  const lookSoon = (): void => {
    clearTimeout(timer);
    if (stopping) return;
    timer = setTimeout(takeInTurn, SETTLED);
  };
  takeInTurn();
  const watcher = watch(drop, { recursive: true }, lookSoon);
  say(`Drop folder  ${drop}/plan and ${drop}/uploads/<ORGUNIT>`);
  say(`Reports      ${page.url}`);
  say(`Inbox        ${embedded.inboxUrl}`);
  say(`Upload page  ${upload.url}`);

  const signalled = new Promise<void>((end) => {
    process.once('SIGINT', () => end());
    process.once('SIGTERM', () => end());
  });
  const loss: unknown = await Promise.race([signalled, embedded.lost]).catch((error: unknown) => error);
  watcher.close();
  clearTimeout(timer);
  // What is under way ends, what waits does not: reports left to write would keep the operator waiting.
  stopping = true;
  if (loss !== undefined) throw loss;
  await pump.stop();
  await turn;
  await page.close();
  await links.close();
  await upload.close();
  await close();
  await embedded.stop();
}

const options = readOptions();
if (options.help) process.stdout.write(HELP);
else
  await run(resolve(options.drop), options.port, options.inbox, options.upload).catch((error: unknown) => {
    if (!(error instanceof EndpointFailure || error instanceof RangeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    // What hangs on an AWS that is gone is not waited for.
    process.exit(1);
  });
