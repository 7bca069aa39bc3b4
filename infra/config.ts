import { z } from 'zod';
import { dayWithoutHour, isTimeZone, spelledRight } from './time-zone.ts';

/** A figure as JSON has it, or as `-c` gives it: a text. */
const amount = (wanted: string) =>
  z
    .union([z.string(), z.number()], wanted)
    .transform(String)
    .pipe(z.string().regex(/^\d{1,7}(\.\d{1,2})?$/, wanted))
    .transform(Number);

const BUDGET_WANTED = 'wants US dollars a month above 0, such as 50';

/** The retention that CloudWatch Logs knows, up to two years. */
const LOG_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731];
const LOG_DAYS_WANTED = `wants a number of days that CloudWatch Logs knows: ${LOG_DAYS.join(', ')}`;

const KEY_WANTED = 'wants the ARN of a KMS key, such as arn:aws:kms:eu-west-1:123456789012:key/…';

/** In the sender's domain small and capital letters are the same, but not where a policy compares it. */
const withSmallDomain = (address: string): string => address.replace(/@.*$/, (domain) => domain.toLowerCase());

/** What whoever deploys may set, each with `-c key=value` or under `context` in cdk.json. */
export const Config = z.object({
  prefix: z
    .string('wants a text')
    .regex(/^[a-z][a-z0-9-]{1,29}$/, 'wants 2 to 30 lower-case letters, digits or hyphens, a letter first')
    .default('jalon'),
  sender: z
    .email('wants the mail address that Jalon writes from')
    .transform(withSmallDomain)
    .default('jalon@example.org'),
  dispatchHour: z
    .union([z.string(), z.number()], 'wants a full hour from 0 to 23')
    .transform(String)
    .pipe(z.string().regex(/^([01]?\d|2[0-3])$/, 'wants a full hour from 0 to 23'))
    .transform(Number)
    .default(6),
  timeZone: z
    .string('wants a text')
    .refine(isTimeZone, {
      error: ({ input }) => {
        const right = spelledRight(String(input));
        return right === undefined
          ? 'wants the IANA name of a time zone, such as Europe/Zurich'
          : `wants this time zone written ${right}`;
      },
    })
    .default('UTC'),
  stage: z.enum(['prod', 'staging'], 'wants prod or staging').default('prod'),
  alarmMail: z.email('wants the mail address that alarms go to').optional(),
  monthlyBudget: amount(BUDGET_WANTED)
    .refine((dollars) => dollars > 0, BUDGET_WANTED)
    .default(50),
  logDays: amount(LOG_DAYS_WANTED)
    .refine((days) => LOG_DAYS.includes(days), LOG_DAYS_WANTED)
    .default(90),
  table: z
    .string('wants a text')
    .regex(/^[\w.-]{3,255}$/, 'wants the name of a DynamoDB table, such as one that was restored')
    .optional(),
  tableKey: z
    .string(KEY_WANTED)
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, KEY_WANTED)
    .optional(),
});
export type Config = z.infer<typeof Config>;

/** What the names of a deployment begin with: those of the stage `staging` say so, to stand beside the others in one account. */
export function nameOf({ prefix, stage }: Config): string {
  return stage === 'prod' ? prefix : `${prefix}-${stage}`;
}

export type ConfigResult =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

interface Problem {
  readonly key: string;
  readonly message: string;
}

/** What is wrong with settings of which each is right by itself. */
function problemsTogether({ table, tableKey, dispatchHour, timeZone }: Config, now: number): Problem[] {
  const problems: Problem[] = [];
  if (tableKey !== undefined && table === undefined)
    problems.push({ key: 'tableKey', message: 'wants "table" too: it is the key of a table that is there already' });
  // The schedule leaves such a day out.
  const day = dayWithoutHour(dispatchHour, timeZone, now);
  if (day !== null)
    problems.push({
      key: 'dispatchHour',
      message: `wants another hour: in ${timeZone}, where clocks are put forward, ${day} has no ${dispatchHour}:00, and nothing would be sent that day`,
    });
  return problems;
}

/** Reads the settings by key, as `app.node.tryGetContext` gives them, and names every wrong one; `now` in milliseconds. */
export function readConfig(contextOf: (key: string) => unknown, now: number): ConfigResult {
  const given = Object.fromEntries(Object.keys(Config.shape).map((key) => [key, contextOf(key)]));
  const parsed = Config.safeParse(given);
  const problems = parsed.success
    ? problemsTogether(parsed.data, now)
    : parsed.error.issues.map(({ path, message }) => ({ key: path.join('.'), message }));
  if (parsed.success && problems.length === 0) return { kind: 'valid', config: parsed.data };
  return {
    kind: 'invalid',
    problems: problems.map(({ key, message }) => `Context "${key}" ${message}; found ${JSON.stringify(given[key])}.`),
  };
}
