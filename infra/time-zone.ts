import { TimeZone } from 'aws-cdk-lib';

/** Names of today of which `Intl` lists a former one; both are in use. */
const RENAMED: readonly string[] = [
  ...['Buenos_Aires', 'Catamarca', 'Cordoba', 'Jujuy', 'Mendoza'].map((city) => `America/Argentina/${city}`),
  ...['Africa/Asmara', 'America/Atikokan', 'America/Indiana/Indianapolis', 'America/Kentucky/Louisville'],
  ...['America/Nuuk', 'Asia/Ho_Chi_Minh', 'Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Yangon', 'Atlantic/Faroe'],
  ...['Europe/Kyiv', 'Pacific/Chuuk', 'Pacific/Kanton', 'Pacific/Pohnpei'],
];

/** Whether it is one: the CDK lists `Factory`, which has no time. */
function hasClocks(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Those that the CDK lists: also names such as `Etc/UTC`, of which `Intl` lists none. */
const LISTED = Object.values(TimeZone).flatMap((zone) => (zone instanceof TimeZone ? zone.timezoneName : []));

const TIME_ZONES: ReadonlySet<string> = new Set([
  'UTC',
  ...Intl.supportedValuesOf('timeZone'),
  ...RENAMED,
  ...LISTED.filter(hasClocks),
]);

/** Whether this is a time zone's name that EventBridge Scheduler knows for sure; `Intl` also takes offsets, and names in any letters. */
export const isTimeZone = (name: string): boolean => TIME_ZONES.has(name);

/** The name of a time zone that differs from this one in small and capital letters alone. */
export const spelledRight = (name: string): string | undefined =>
  [...TIME_ZONES].find((one) => one.toLowerCase() === name.toLowerCase());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEARS = 10;

/** By how much the clocks of a time zone are ahead of UTC at an instant; all in milliseconds. */
function offsetsIn(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, calendar: 'gregory', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const [hour, minute, second] = [part('hour'), part('minute'), part('second')];
    return Date.UTC(part('year'), part('month') - 1, part('day'), hour, minute, second) - instant;
  };
}

/**
 * The first day of the ten years from an instant on, such as `2027-03-28`, on which clocks are put forward over this full hour, so that it never
 * comes; null where there is none.
 */
export function dayWithoutHour(hour: number, timeZone: string, from: number): string | null {
  const offsetAt = offsetsIn(timeZone);
  const start = Math.floor(from / DAY) * DAY;
  let before = offsetAt(start);
  for (let day = start; day < start + YEARS * 366 * DAY; day += DAY) {
    const after = offsetAt(day + DAY);
    if (after > before) {
      let [last, first] = [day, day + DAY];
      while (first - last > MINUTE) {
        const middle = last + Math.floor((first - last) / 2 / MINUTE) * MINUTE;
        if (offsetAt(middle) === before) last = middle;
        else first = middle;
      }
      for (let local = Math.ceil((first + before) / HOUR) * HOUR; local < first + after; local += HOUR) {
        const skipped = new Date(local);
        if (skipped.getUTCHours() === hour) return skipped.toISOString().slice(0, 10);
      }
    }
    before = after;
  }
  return null;
}
