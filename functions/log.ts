import { about } from './run.ts';

/** What fails without an error of its function: the dashboard counts these lines. */
export const MESSAGE_FAILED = 'message failed';
export const PASSWORD_NOT_MAILED = 'password was not mailed';

/** Errors of others name addresses, such as those of mails that SES would not take. */
const ADDRESS = /(?:"[^"\s]*"|[^\s@"<>(),;:#/]*)@[^\s@"'<>(),;:#/]+/g;

const withoutAddresses = (text: string): string => text.replace(ADDRESS, '…@…');

const masked = (_: string, value: unknown): unknown => (typeof value === 'string' ? withoutAddresses(value) : value);

/** An error as Lambda may log it, message, stack and all: by itself, without addresses and what it was made of. */
export function loggable(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? withoutAddresses(error) : error;
  const { name, stack = '' } = error;
  const message = withoutAddresses(error.message);
  const told = { name, message, stack: stack.replace(error.message, () => message) };
  try {
    delete error.cause;
    return Object.assign(error, { message: told.message, stack: told.stack });
  } catch {
    // Some cannot be written to.
    return Object.assign(new Error(), told);
  }
}

/**
 * One JSON line for the log stream, with what the function works on; without a time of its own Lambda would take any for information. Never pass the content of an upload or a mail. AWS Powertools would
 * write the same: its logger, metrics and tracer together add 158 KB to each function and 80 ms to each start, where the aggregate function
 * loads in 220. Lambda traces each call as it is, and what is to be counted is counted in the log, by metric filters.
 */
export function log(level: 'info' | 'error', message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  if (process.env.LOG_LEVEL === 'silent') return;
  process.stdout.write(
    `${JSON.stringify({ level, timestamp: new Date().toISOString(), message, ...about(), ...fields }, masked)}\n`,
  );
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Where in the code an error arose, without its words: those of one met in reading a file may be the file's. */
export function faultPlace(error: unknown): string {
  if (!(error instanceof Error)) return 'no error of JavaScript';
  const { name, message, stack = '' } = error;
  const after = stack.indexOf(message) < 0 ? '' : stack.slice(stack.indexOf(message) + message.length);
  const [place = 'in a place unknown'] = after.split('\n').filter((line) => /^\s+at \S/.test(line));
  return `${name} ${place.trim()}`;
}
