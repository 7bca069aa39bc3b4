/**
 * What is watched, in the words that reach whoever is woken: each alarm says what it means for people and what to do first. The section of
 * `infra/runbook.md` of the same title says the rest.
 */
export interface AlarmWords {
  /** Title of the alarm's section in the runbook. */
  readonly title: string;
  /** What people notice of it. */
  readonly meaning: string;
  /** What to do first. */
  readonly remedy: string;
}

export type AlarmName =
  | 'files-waiting'
  | 'figures-waiting'
  | 'reports-waiting'
  | 'dispatch-missing'
  | 'remind-missing'
  | 'dead-letters'
  | 'mails-bouncing'
  | 'mails-unwanted'
  | 'throttled'
  | 'pages-failing'
  | 'canary-silent'
  | 'cost';

export const ALARMS: Readonly<Record<AlarmName, AlarmWords>> = {
  'files-waiting': {
    title: 'Files waiting',
    meaning: 'An office or headquarters sent a file over ten minutes ago and has no receipt yet.',
    remedy:
      'Look whether the plan and ingest functions fail or are throttled; nothing is lost, the files wait in their queue.',
  },
  'figures-waiting': {
    title: 'Figures waiting',
    meaning:
      'Figures that were taken from an office over a quarter of an hour ago are in no total yet: reports would lack them.',
    remedy:
      'Look whether the aggregate function fails or is throttled; nothing is lost, the figures are in the ledger.',
  },
  'reports-waiting': {
    title: 'Reports waiting',
    meaning:
      'A report that was due over half an hour ago has not gone to its subscribers, or nobody makes the workbooks of offices.',
    remedy:
      'Look at the errors of the report and workbook functions; what is due waits in their queues and goes as soon as they work.',
  },
  'dispatch-missing': {
    title: 'Dispatch missing',
    meaning: 'For over a day nothing looked for reports that are due: subscribers would wait for them in vain.',
    remedy:
      'See that the schedule is enabled, then run the dispatch function by hand with an empty event: it sends what is due, once.',
  },
  'remind-missing': {
    title: 'Remind missing',
    meaning:
      'For over a day nothing looked for figures that are owed: offices are not reminded of them, nor is headquarters told who owes any.',
    remedy:
      'See that the schedule is enabled, then run the remind function by hand with an empty event: it sends what was missed, once.',
  },
  'dead-letters': {
    title: 'Dead letters',
    meaning:
      'A file, a figure or a report was given up after several tries: somebody waits for something that will not come by itself.',
    remedy:
      'Run `npm run dead-letters` with the table and the bucket: it tells what each is about, why it failed and what to do.',
  },
  'mails-bouncing': {
    title: 'Mails bouncing',
    meaning:
      'More than one mail in twenty comes back: offices miss their receipts, and Amazon may stop all mail of this account.',
    remedy:
      'Find the addresses that bounce, and have headquarters mend them in the sheets OrgUnits and Subscriptions of the plan.',
  },
  'mails-unwanted': {
    title: 'Mails unwanted',
    meaning: 'More than one reader in a thousand called a mail spam: Amazon may stop all mail of this account.',
    remedy: 'Find who complained, and have headquarters take them out of the sheet Subscriptions of the plan.',
  },
  throttled: {
    title: 'Throttled',
    meaning: 'Functions had to wait for room in this account for a quarter of an hour: receipts and reports come late.',
    remedy: 'See what else of the account runs functions, and ask for a higher limit of concurrent executions.',
  },
  'pages-failing': {
    title: 'Pages failing',
    meaning: 'Whoever sends a file by the upload page, or follows a link of a mail, meets an error.',
    remedy: 'Look at the errors of the upload and links functions; offices can send their file again afterwards.',
  },
  'canary-silent': {
    title: 'Canary silent',
    meaning:
      'For two hours the file that is sent to see whether files are taken had no receipt: offices may have none either.',
    remedy: 'Look whether the canary function and the ingest function run, and what their errors say.',
  },
  cost: {
    title: 'Cost',
    meaning: 'This account is about to cost more this month than the budget that was set for it.',
    remedy: 'See in Cost Explorer which service grew, and stop what repeats itself before you raise the budget.',
  },
};

/** The text of an alarm's mail. */
export function alarmText(name: AlarmName): string {
  const { title, meaning, remedy } = ALARMS[name];
  return `${meaning} To do: ${remedy} More: infra/runbook.md, "${title}".`;
}
