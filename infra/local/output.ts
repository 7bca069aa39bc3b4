import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bucket } from './bucket.ts';
import type { EmbeddedAws } from './embedded-aws.ts';
import { type Summary, summariseReceipt, summariseReports } from './summary.ts';

const OURS = ['reports', 'receipts', 'mail', 'summary.json'];

/** File names hold what keys may hold, but never lead out of the output folder. */
const safePath = (key: string): string =>
  key
    .split('/')
    .map((part) => (part === '..' || part === '.' || part === '' ? '_' : part))
    .join('/');

async function save(directory: string, path: string, bytes: Uint8Array | string): Promise<void> {
  const file = join(directory, safePath(path));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

const mailName = (index: number, to: readonly string[]): string =>
  `mail/${String(index + 1).padStart(4, '0')}-${(to[0] ?? 'nobody').replace(/[^\w.@-]/g, '_')}.eml`;

/** Writes receipts, reports, mails and the summary under the folder, in place of those of an earlier run. */
export async function writeOutput(
  directory: string,
  period: string,
  bucket: Bucket,
  embedded: EmbeddedAws,
): Promise<Summary> {
  for (const name of OURS) await rm(join(directory, name), { recursive: true, force: true });
  const submissions = [];
  for (const key of await bucket.list('receipts/')) {
    const bytes = await bucket.fetch(key);
    await save(directory, key, bytes);
    if (!key.startsWith('receipts/plan/')) submissions.push(summariseReceipt(key, bytes));
  }
  const reportKeys = await bucket.list('reports/');
  for (const key of reportKeys) await save(directory, key, await bucket.fetch(key));
  const mails = [];
  for (const [index, { to, subject, raw }] of (await embedded.readInbox()).entries()) {
    const file = mailName(index, to);
    await save(directory, file, raw);
    mails.push({ to, subject, file });
  }
  const summary = { period, submissions, reports: summariseReports(reportKeys), mails };
  await save(directory, 'summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}
