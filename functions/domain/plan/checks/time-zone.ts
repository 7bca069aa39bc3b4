import { flag, type PlanCheck } from '../workbook/draft.ts';

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** The time zone, by which deadlines are counted, is one of the IANA names. */
export const timeZoneCheck: PlanCheck = ({ settings }) =>
  settings.sound('timeZone') && !isTimeZone(settings.item.timeZone)
    ? [flag(settings, 'timeZone', 'plan-unknown-time-zone', 'error', 'Europe/Zurich')]
    : [];
