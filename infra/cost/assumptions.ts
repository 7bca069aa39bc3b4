/** What no measurement tells; each is printed with the result. */
export const ASSUMED = {
  /** Weekdays make no difference: the schedule runs every day. */
  daysAMonth: 30.4,
  hoursAMonth: 730,
  /** As the plans of the bench have them: a region for every twenty offices. */
  officesARegion: 20,
  /** Seconds of loading before the first event of a function; every call of ours is taken to be the first. */
  startSeconds: 0.5,
  /** The report function unpacks its browser first. */
  reportStartSeconds: 3,
  /** Memory up to which Lambda gives less than one core, and so makes work longer. */
  coreMb: 1769,
  /** Of our own lines and Lambda's about each call. */
  logBytesACall: 1500,
  /** Mails of the kind that asks for figures, to each office in a quarter; with its workbook. */
  remindersAQuarter: 1,
  /** Quarters whose files, reports and figures are kept: five years, as at the end of a plan. */
  quartersKept: 20,
  /** Lambda asks each queue with five callers, each of which waits twenty seconds where there is nothing. */
  pollers: 5,
  pollSeconds: 20,
} as const;

/** What the stack holds whatever is reported: a test compares it with the template. */
export const STANDING = {
  ...{ polledQueues: 6, alarmMetrics: 21, dashboards: 1, keys: 1, daily: 2, hourly: 1 },
  /** Counted in our logs: receipts of the canary, and messages that failed, of which an hour without any costs nothing. */
  logMetrics: 2,
} as const;

/** A server for a web application, and a database beside it, as systems of this kind ask for at the least. */
export const SERVER = { diskGigabytes: 30, databaseDiskGigabytes: 20 } as const;
