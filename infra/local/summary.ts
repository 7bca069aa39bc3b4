import { z } from 'zod';

/** The part of a receipt that the summary repeats. */
const KeptReceipt = z.object({
  status: z.string(),
  orgUnit: z.string(),
  key: z.string(),
  accepted: z.number(),
  returned: z.number(),
  corrections: z.string().nullable().default(null),
  issues: z.array(
    z.object({
      code: z.string(),
      severity: z.string(),
      sheet: z.string().nullable(),
      row: z.number().nullable(),
      column: z.string().nullable(),
      found: z.string().nullable(),
      expected: z.string().nullable(),
      message: z.string(),
      remedy: z.string(),
    }),
  ),
});
type KeptReceipt = z.infer<typeof KeptReceipt>;

export interface SubmissionSummary extends Omit<KeptReceipt, 'key'> {
  /** Path under the uploads folder. */
  readonly file: string;
  readonly receipt: string;
  /** The office's file with its cells marked, where something is to be corrected or checked. */
  readonly corrections: string | null;
}

export interface Summary {
  readonly period: string;
  readonly submissions: readonly SubmissionSummary[];
  readonly reports: readonly { period: string; scope: string; language: string; files: readonly string[] }[];
  readonly mails: readonly { to: readonly string[]; subject: string; file: string }[];
}

/** What is read of an earlier summary to add to it; a run that came to no report wrote none. */
export const WrittenSummary = z.object({
  period: z.string().default(''),
  reports: z
    .array(z.object({ period: z.string(), scope: z.string(), language: z.string(), files: z.array(z.string()) }))
    .default([]),
  mails: z.array(z.object({ to: z.array(z.string()), subject: z.string(), file: z.string() })).default([]),
});

export function summariseReceipt(key: string, bytes: Uint8Array): SubmissionSummary {
  const { key: uploaded, ...rest } = KeptReceipt.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return { file: uploaded.replace(/^(uploads|plan)\//, ''), ...rest, receipt: key };
}

/** Reports by period, scope and language from the keys of their files. */
export function summariseReports(keys: readonly string[]): Summary['reports'] {
  const folders = Map.groupBy(keys, (key) => key.slice(0, key.lastIndexOf('/')));
  return [...folders].flatMap(([folder, files]) => {
    const [, period = '', scope = '', language] = folder.split('/');
    return language === undefined ? [] : [{ period, scope, language, files }];
  });
}
