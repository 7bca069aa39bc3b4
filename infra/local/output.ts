import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { Bucket } from './bucket.ts';
import type { LocalAws } from './local-aws.ts';
import type { Mail } from './mailbox.ts';
import { endpointFile, hasState, STATE_FOLDER } from './state.ts';
import { type SubmissionSummary, type Summary, summariseReceipt, summariseReports, WrittenSummary } from './summary.ts';

const FOLDERS = ['reports', 'receipts', 'mail'];
const SUMMARY = 'summary.json';

/** File systems take 255 bytes a name. */
const NAME_BYTES = 240;

function safeName(part: string): string {
  if (part === '..' || part === '.' || part === '') return '_';
  if (Buffer.byteLength(part) <= NAME_BYTES) return part;
  const tail = `~${createHash('sha256').update(part).digest('hex').slice(0, 8)}${extname(part)}`;
  const head = Buffer.from(part).subarray(0, NAME_BYTES - Buffer.byteLength(tail));
  return `${head.toString().replace(/\uFFFD+$/, '')}${tail}`;
}

/** File names hold what keys may hold, but never lead out of the output folder. */
const safePath = (key: string): string => key.split('/').map(safeName).join('/');

/** Gives the path written, relative to the folder. */
async function save(directory: string, path: string, bytes: Uint8Array | string): Promise<string> {
  const safe = safePath(path);
  const file = join(directory, safe);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return safe;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function isOurs(directory: string): Promise<boolean> {
  const summary = await readFile(join(directory, SUMMARY), 'utf8').catch(() => '');
  return summary.startsWith('{') && summary.includes('"submissions"');
}

/**
 * Makes the folder ready to be written to; gives what keeps it from that, or null. Folders named like ours that no earlier run
 * left there are somebody's: they are not replaced.
 */
export async function prepareOutput(directory: string): Promise<string | null> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
  } catch (error) {
    return `Cannot write to ${directory}: ${error instanceof Error ? error.message : String(error)}.`;
  }
  if (await isOurs(directory)) return null;
  // A run that came to no report leaves nothing but its state.
  const ours = (await hasState(directory)) || (await exists(endpointFile(directory))) ? [] : [STATE_FOLDER];
  for (const name of [...FOLDERS, SUMMARY, ...ours])
    if (await exists(join(directory, name)))
      return `${join(directory, name)} is there already and is not of an earlier run: give --out another folder.`;
  return null;
}

const mailName = (index: number, to: readonly string[]): string =>
  `mail/${String(index + 1).padStart(4, '0')}-${(to[0] ?? 'nobody').replace(/[^\w.@-]/g, '_')}.eml`;

async function writeReceipts(directory: string, bucket: Bucket): Promise<SubmissionSummary[]> {
  const submissions = [];
  for (const key of await bucket.list('receipts/')) {
    const bytes = await bucket.fetch(key);
    const path = await save(directory, key, bytes);
    // Beside a receipt may lie the office's file with its cells marked.
    if (!key.endsWith('.json') || key.startsWith('receipts/plan/')) continue;
    const { corrections, ...summary } = summariseReceipt(key, bytes);
    submissions.push({ ...summary, receipt: path, corrections: corrections === null ? null : safePath(corrections) });
  }
  return submissions;
}

/** Gives the paths of the reports. One as of an instant lies apart in the bucket; here it is the one that was asked for. */
async function writeReports(directory: string, bucket: Bucket): Promise<string[]> {
  const paths = [];
  for (const key of await bucket.list('reports/')) {
    const path = key.replace(/^reports\/as-of\/[^/]+\//, 'reports/');
    await save(directory, path, await bucket.fetch(key));
    paths.push(path);
  }
  return paths;
}

async function writeMails(directory: string, mails: readonly Mail[], before: number): Promise<Summary['mails']> {
  const written = [];
  for (const [index, { to, subject, raw }] of mails.entries()) {
    const file = mailName(before + index, to);
    await save(directory, file, raw);
    written.push({ to, subject, file });
  }
  return written;
}

const saveSummary = (directory: string, summary: Summary) =>
  save(directory, SUMMARY, `${JSON.stringify(summary, null, 2)}\n`);

/** Writes receipts, reports, mails and the summary under the folder, in place of those of an earlier run. */
export async function writeOutput(
  directory: string,
  period: string,
  bucket: Bucket,
  embedded: Pick<LocalAws, 'readInbox'>,
): Promise<Summary> {
  // First, so that the next run knows the folder again should this one not come to its end.
  await save(directory, SUMMARY, '{"submissions":[],"reports":[],"mails":[]}\n');
  for (const name of FOLDERS) await rm(join(directory, name), { recursive: true, force: true });
  const submissions = await writeReceipts(directory, bucket);
  const reports = summariseReports(await writeReports(directory, bucket));
  const mails = await writeMails(directory, await embedded.readInbox(), 0);
  const summary = { period, submissions, reports, mails };
  await saveSummary(directory, summary);
  return summary;
}

/** Adds what more has come out since the folder was written: receipts in place of those before, reports and mails beside them. */
export async function addOutput(
  directory: string,
  bucket: Bucket,
  embedded: Pick<LocalAws, 'readInbox'>,
): Promise<void> {
  const text = await readFile(join(directory, SUMMARY), 'utf8').catch(() => '{}');
  const before = WrittenSummary.parse(JSON.parse(text));
  const submissions = await writeReceipts(directory, bucket);
  const reports = summariseReports(await writeReports(directory, bucket));
  const mails = await writeMails(directory, await embedded.readInbox(), before.mails.length);
  const nameOf = ({ period, scope, language }: Summary['reports'][number]) => `${period}/${scope}/${language}`;
  await saveSummary(directory, {
    period: before.period,
    submissions,
    reports: [...new Map([...before.reports, ...reports].map((one) => [nameOf(one), one])).values()],
    mails: [...before.mails, ...mails],
  });
}
