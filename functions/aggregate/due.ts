import type { Plan } from '../domain/plan/model.ts';
import { firstDay, yearOf } from '../domain/plan/period.ts';
import type { AggregateMessage } from '../events.ts';

/** What is due in one year: from which day on, and for which units with all above them (null = everybody). */
export interface Due {
  readonly from: string;
  readonly units: ReadonlySet<string> | null;
}

/** Both of two. */
function together(a: Due | undefined, b: Due): Due {
  if (!a) return b;
  return {
    from: a.from < b.from ? a.from : b.from,
    units: a.units === null || b.units === null ? null : new Set([...a.units, ...b.units]),
  };
}

export function addDue(due: Map<number, Due>, year: number, more: Due): void {
  due.set(year, together(due.get(year), more));
}

const yearOfDay = (day: string): number => Number(day.slice(0, 4));

/** What messages make due, by year: new observations their own year from their period on, a new plan all of its years. */
export function dueByYear(messages: readonly AggregateMessage[], { start, end }: Plan): Map<number, Due> {
  const due = new Map<number, Due>();
  for (const message of messages) {
    switch (message.kind) {
      case 'plan':
        for (let year = yearOfDay(start); year <= yearOfDay(end); year++)
          addDue(due, year, { from: firstDay(String(year)), units: null });
        break;
      case 'observations': {
        const { period, orgUnits } = message;
        addDue(due, yearOf(period), { from: firstDay(period), units: new Set(orgUnits) });
        break;
      }
      default:
        message satisfies never;
    }
  }
  return due;
}
