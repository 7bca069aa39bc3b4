const DAY = 86_400_000;
const LAST_DAY_1900 = 2_958_465;
const OFFSET_1904 = 1462;

/**
 * The calendar date of a serial day number, its time of day dropped; null where a workbook shows no date (before its first day, after 9999).
 * The 1900 system counts a 29 February 1900 that never was: days before it are one off, and it is read as the 28th.
 */
export function serialDate(serial: number, date1904: boolean): string | null {
  const day = Math.floor(serial) + (date1904 ? OFFSET_1904 : 0);
  if (!(day >= 1 && day <= LAST_DAY_1900)) return null;
  const sinceEpoch = day < 60 ? day - 25_568 : day - 25_569;
  return new Date(sinceEpoch * DAY).toISOString().slice(0, 10);
}

/** The calendar date an ISO date or date-time begins with; null when there is no such day. */
export function isoDate(text: string): string | null {
  const [iso] = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text) ?? [];
  if (iso === undefined) return null;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null;
}
