/** The calendar date of an instant in a time zone, ISO `YYYY-MM-DD`. */
export function dateIn(timeZone: string, instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant));
}
