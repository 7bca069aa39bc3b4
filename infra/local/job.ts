import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPlans } from '../../functions/aws/plans.ts';
import { createTable } from '../../functions/aws/table.ts';
import { checkAskable } from '../../functions/domain/plan/askable.ts';
import type { JobOptions } from './arguments.ts';
import { type Bucket, createBucket } from './bucket.ts';
import { deadLetterLines } from './dead-letters.ts';
import { EMBEDDED } from './embedded-aws.ts';
import { isOfService, reasonOf } from './endpoint/optional.ts';
import { EndpointFailure } from './endpoint/reach.ts';
import { createHandlers } from './handlers.ts';
import type { LocalAws } from './local-aws.ts';
import { byTime, inRounds, officeFiles } from './office-files.ts';
import { prepareOutput, writeOutput } from './output.ts';
import { periodsWithData } from './periods-with-data.ts';
import type { Progress } from './progress.ts';
import { createPump, type Pump } from './pump.ts';
import { startLocalAws } from './start-aws.ts';
import { type Summary, summariseReceipt } from './summary.ts';

/** The job could not be done, and what to do about it. */
export class JobFailure extends Error {}

const ENDING_MILLISECONDS = 2000;

export interface JobResult {
  readonly summary: Summary;
  readonly inboxUrl: string;
}

async function readOr(path: string, what: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new JobFailure(`There is no ${what} at ${path}.`);
  try {
    return await readFile(path);
  } catch (error) {
    throw new JobFailure(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function checkOutput(out: string, uploads: string): Promise<void> {
  if (`${resolve(out)}${sep}`.startsWith(`${resolve(uploads)}${sep}`))
    throw new JobFailure(
      `${out} lies in the folder of office files: what is written there would be taken for uploads.`,
    );
  const problem = await prepareOutput(out);
  if (problem !== null) throw new JobFailure(problem);
}

async function filesIn(directory: string): Promise<string[]> {
  const found = await stat(directory).catch(() => null);
  if (!found?.isDirectory()) throw new JobFailure(`There is no folder of office files at ${directory}.`);
  const files = await officeFiles(directory);
  if (files.length === 0)
    throw new JobFailure(`No office file in ${directory}: expected ${directory}/<ORGUNIT>/<file>.`);
  return files;
}

async function checkPlan(file: string, bucket: Bucket): Promise<void> {
  const key = (await bucket.list('receipts/plan/')).find((name) => name.endsWith('.json'));
  if (key === undefined) throw new JobFailure(`The plan ${file} got no receipt.`);
  const receipt = summariseReceipt(key, await bucket.fetch(key));
  if (receipt.status !== 'rejected') return;
  const errors = receipt.issues.filter((issue) => issue.severity === 'error');
  const lines = errors.slice(0, 20).map(({ sheet, row, column, message, remedy }) => {
    const cell = [sheet, column && row ? `${column}${row}` : null].filter((part) => part !== null).join('!');
    return `  ${cell ? `${cell}: ` : ''}${message} ${remedy}`;
  });
  const more = errors.length > 20 ? [`  … and ${errors.length - 20} more`] : [];
  throw new JobFailure([`The plan ${file} was refused:`, ...lines, ...more].join('\n'));
}

/** Before the files are judged, which may take long. */
async function checkWishes({ period, scopes }: JobOptions, embedded: LocalAws): Promise<void> {
  const latest = await createPlans(createTable(embedded.environment.TABLE_NAME ?? '')).latest();
  if (latest) checkAskable(latest.plan, period, scopes ?? []);
}

const asUnreachable = (error: unknown): never => {
  throw error instanceof EndpointFailure || error instanceof RangeError ? new JobFailure(error.message) : error;
};

/** Another AWS that fails is the operator's to see to: how it failed says more than where in here. */
const asLoss = (error: unknown, aws: LocalAws): unknown =>
  error instanceof EndpointFailure || (aws.name !== EMBEDDED && isOfService(error))
    ? new JobFailure(error instanceof EndpointFailure ? error.message : `${aws.name} failed: ${reasonOf(error)}`)
    : error;

const asFailure = (error: unknown): never => {
  throw error instanceof RangeError ? new JobFailure(`${error.message}.`) : error;
};

async function failOnDeadLetters(pump: Pump, embedded: LocalAws, out: string): Promise<void> {
  const lines = await deadLetterLines(pump, embedded);
  if (lines.length === 0) return;
  throw new JobFailure(
    [
      `${lines.length} messages ended as dead letters:`,
      ...lines.map((line) => `  ${line}`),
      `What to do with each: npm run dead-letters -- --out ${out}`,
    ].join('\n'),
  );
}

/** The main job: plan in, office files in, receipts, reports and mails out, through the functions and the embedded AWS. */
export async function runJob(options: JobOptions, progress: Progress, stop: AbortSignal): Promise<JobResult> {
  const plan = await readOr(options.plan, 'plan workbook');
  const named = await filesIn(options.uploads);
  const dated = options.asOf === null ? null : await byTime(options.uploads, named);
  const files = dated?.files ?? named;
  await checkOutput(options.out, options.uploads);
  progress.phase('Starting the AWS to work on', null);
  const embedded = await startLocalAws({ dated: dated !== null, say: progress.done }).catch(asUnreachable);
  if (embedded.name !== EMBEDDED) progress.done(`Working on ${embedded.name}`);
  const { steps, dispatch, close } = createHandlers(embedded);
  const pump = createPump({
    embedded,
    handlers: steps,
    onBatch: ({ step, size, failures }) => {
      if (step === 'ingest' || step === 'report') progress.advance(size - failures);
    },
  });

  async function work(): Promise<JobResult> {
    const bucket = createBucket(embedded.environment.BUCKET_NAME ?? '', embedded.announce);
    progress.phase('Reading the plan', null);
    await bucket.drop(`plan/${basename(options.plan)}`, plan, dated ? new Date(0) : undefined);
    await pump.idle();
    if ((await pump.deadLetters()).length > 0) await embedded.keep(options.out);
    await failOnDeadLetters(pump, embedded, options.out);
    await checkPlan(options.plan, bucket);
    await checkWishes(options, embedded).catch(asFailure);
    progress.done(`Plan taken: ${options.plan}`);

    progress.phase('Judging office files', files.length);
    for (const round of inRounds(files)) {
      for (const file of round)
        await bucket.drop(
          `uploads/${file}`,
          await readOr(join(options.uploads, file), 'office file'),
          dated?.times.get(file),
        );
      await pump.idle();
    }
    progress.done(`Office files judged: ${files.length}`);

    const { asOf } = options;
    if (asOf !== null) {
      const later = files.filter((file) => (dated?.times.get(file)?.toISOString() ?? '') > asOf).length;
      progress.done(`Uploaded by ${asOf}: ${files.length - later}; later, and so in no report: ${later}`);
    }
    const withData = await periodsWithData(embedded, asOf);
    const period = options.period ?? withData.at(-1) ?? null;
    if (period === null) {
      // What was said to the offices tells why.
      await writeOutput(options.out, '', bucket, embedded);
      await embedded.keep(options.out);
      await failOnDeadLetters(pump, embedded, options.out);
      const why = `Why is told in the receipts: ${join(options.out, 'receipts')}`;
      throw new JobFailure(
        asOf === null
          ? `No figure was taken from any office file, so there is nothing to report on. ${why}`
          : `No figure was taken from any office file uploaded by ${asOf}: with --as-of, a file counts as uploaded when it was last changed. ${why}`,
      );
    }
    if (!withData.includes(period)) progress.done(`No figure was taken for ${period}: the reports say so.`);
    const reports = await dispatch({
      period,
      ...(options.scopes ? { scopes: [...options.scopes] } : {}),
      ...(options.languages ? { languages: [...options.languages] } : {}),
      reports: [...options.reports],
      ...(asOf === null ? {} : { asOf }),
    }).catch(asFailure);
    const time = asOf === null ? '' : ` as of ${asOf}`;
    progress.phase(`Writing reports on ${period}${time}`, reports.length);
    await pump.idle();
    const summary = await writeOutput(options.out, period, bucket, embedded);
    await embedded.keep(options.out);
    progress.done(`Reports written on ${period}${time}: ${reports.length}`);
    await failOnDeadLetters(pump, embedded, options.out);
    return { summary, inboxUrl: embedded.inboxUrl };
  }

  const stopped = new Promise<never>((_, reject) => {
    const give = () => reject(new JobFailure('Stopped before the end: nothing more was written.'));
    if (stop.aborted) give();
    else stop.addEventListener('abort', give, { once: true });
  });
  pump.start();
  const working = work();
  working.catch(() => undefined);
  try {
    return await Promise.race([working, stopped, embedded.lost]);
  } catch (error) {
    throw asLoss(error, embedded);
  } finally {
    const ending = (async () => {
      await pump.stop();
      await close();
      await embedded.stop();
    })();
    // What hangs on an AWS that is gone may never end.
    await Promise.race([ending, embedded.lost.catch(() => sleep(ENDING_MILLISECONDS))]);
  }
}
