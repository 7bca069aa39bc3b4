import type { ReportMessage } from '../events.ts';

/** Where a report is stored; those of another time lie apart. */
export function folderOf({ period, scope, language, asOf }: ReportMessage): string {
  const time = asOf === undefined ? '' : `as-of/${asOf}/`;
  return `reports/${time}${period}/${scope}/${language}`;
}

/** The name of a report's files: an annual one lies beside the results of its year. */
export const stemOf = ({ kind }: ReportMessage): string => (kind === 'annual' ? 'annual' : 'report');
