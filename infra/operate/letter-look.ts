import { type DailyStepName, STEP_NAMES, STEPS, type StepName } from '../definitions.ts';
import type { Letter } from './letters.ts';

/** A run that Lambda calls again is given up after so long. */
const DAILY_HOURS = 6;
const HOUR = 3_600_000;

export const isQueued = (step: StepName | DailyStepName): step is StepName => STEP_NAMES.some((one) => one === step);

/** Between what instants a letter was tried. It was hidden after each receive for as long as its queue says. */
function spanOf({ step, sentAt, firstReceivedAt }: Letter, now: number): readonly [from: number, to: number] {
  if (!isQueued(step)) return [sentAt - DAILY_HOURS * HOUR, sentAt];
  const { visibilitySeconds, maxReceives } = STEPS[step].queue;
  return [sentAt, Math.min(now, Math.max(sentAt, firstReceivedAt) + visibilitySeconds * maxReceives * 1000)];
}

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** The minute of an instant; of a span's end, the one after it. */
const minute = (instant: number): string => new Date(instant).toISOString().slice(11, 16);
const MINUTE = 60_000;

/** What CloudFormation names the log group of a step's function, but for what it puts after it. */
export const logGroupOf = (prefix: string, step: StepName | DailyStepName): string =>
  `${prefix}-${step.charAt(0).toUpperCase()}${step.slice(1)}FunctionLogs`;

/** Where on AWS to look for why a letter failed that has no reason. */
export function lookFor(letter: Letter, prefix: string, now: number): string {
  const [from, to] = spanOf(letter, now);
  const end = to + MINUTE - 1;
  const until = day(from) === day(end) ? minute(end) : `${day(end)} ${minute(end)}`;
  return [
    `CloudWatch, log group ${logGroupOf(prefix, letter.step)}…, ${day(from)} ${minute(from)} to ${until} UTC: lines "platform.report" with`,
    'another status than success (timeout, error: out of memory), or "reason not recorded", which says what the table did.',
    'No line at all: the function was not let run, see its metric Throttles.',
  ].join(' ');
}
