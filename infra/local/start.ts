import { join } from 'node:path';
import { HELP, readArguments } from './arguments.ts';
import type { JobResult } from './job.ts';
import { createProgress } from './progress.ts';

const WORDS: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  'accepted-with-warnings': 'accepted with warnings',
  'partially-accepted': 'accepted in part',
  rejected: 'returned',
};

function closingLines({ summary }: JobResult, out: string): string[] {
  const { submissions, reports, mails, period } = summary;
  const counts = Object.entries(WORDS).map(([status, words]) => {
    const count = submissions.filter((submission) => submission.status === status).length;
    return `${count} ${words}`;
  });
  const attention = submissions.filter(({ status }) => status === 'rejected' || status === 'partially-accepted');
  return [
    '',
    `Files     ${submissions.length}: ${counts.join(', ')}`,
    ...attention.map(
      ({ file, accepted, returned, receipt }) =>
        `          ${file}: ${accepted} figures taken, ${returned} returned, see ${join(out, receipt)}`,
    ),
    `Reports   ${reports.length} on ${period}: ${join(out, 'reports', period)}/<scope>/<language>/report.html, .pdf, .xlsx, .csv, .json`,
    `Site      ${join(out, 'reports', 'index.html')}`,
    `Receipts  ${join(out, 'receipts')}`,
    `Mails     ${mails.length}: ${join(out, 'mail')}`,
    `Summary   ${join(out, 'summary.json')}`,
  ];
}

const read = readArguments(process.argv.slice(2));
switch (read.kind) {
  case 'help':
    process.stdout.write(HELP);
    break;
  case 'wrong':
    process.stderr.write(`${read.message}\n\n${HELP}`);
    process.exitCode = 2;
    break;
  case 'run': {
    // The first signal ends the job in order; a second one ends the process as it is.
    const stopping = new AbortController();
    let signalled: number | null = null;
    for (const [signal, status] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)
      process.once(signal, () => {
        signalled = status;
        stopping.abort();
      });
    // Loaded only now, so that help and wrong arguments do not wait for all the rest.
    const { JobFailure, runJob } = await import('./job.ts');
    try {
      const result = await runJob(
        read.options,
        createProgress(process.stdout, () => performance.now()),
        stopping.signal,
      );
      process.stdout.write(`${closingLines(result, read.options.out).join('\n')}\n`);
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = signalled ?? 1;
      // What still waits for an AWS that is gone keeps nobody waiting.
      setTimeout(() => process.exit(), 5000).unref();
    }
    break;
  }
  default:
    read satisfies never;
}
