import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What is done in a quarter, by offices and headquarters or every day and hour by itself; each measured once in a function that has not run before. */
export const ACTIVITIES = [
  ...(['plan', 'file', 'worldReport', 'regionReport', 'officeReport', 'workbook', 'opening', 'day', 'canary'] as const),
];
export type Activity = (typeof ACTIVITIES)[number];

const Tally = z.object({ count: z.number(), bytesIn: z.number(), bytesOut: z.number() });

const Use = z.object({
  /** By `service action`. */
  requests: z.record(z.string(), Tally),
  /** By function. */
  work: z.record(z.string(), z.object({ calls: z.number(), seconds: z.number() })),
});
/** What an activity asks of AWS: requests with the bytes of their bodies, and the calls and seconds of functions. */
export type Use = z.infer<typeof Use>;

const World = z.object({
  offices: z.number(),
  indicators: z.number(),
  activities: z.record(z.enum(ACTIVITIES), Use),
});
export type World = z.infer<typeof World>;

export const Measured = z.object({ measuredOn: z.iso.date(), worlds: z.array(World).length(4) });
export type Measured = z.infer<typeof Measured>;

/** Written by `npm run bench -- --only cost`. */
export const MEASURED_FILE = join(import.meta.dirname, 'measured.json');

export const readMeasured = (): Measured => Measured.parse(JSON.parse(readFileSync(MEASURED_FILE, 'utf8')));
