import { z } from 'zod';

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};

/** What whoever deploys may set, each with `-c key=value` or under `context` in cdk.json. */
export const Config = z.object({
  prefix: z
    .string('wants a text')
    .regex(/^[a-z][a-z0-9-]{1,29}$/, 'wants 2 to 30 lower-case letters, digits or hyphens, a letter first')
    .default('jalon'),
  sender: z.email('wants the mail address that Jalon writes from').default('jalon@example.org'),
  dispatchHour: z
    .union([z.string(), z.number()], 'wants a full hour from 0 to 23')
    .transform(String)
    .pipe(z.string().regex(/^([01]?\d|2[0-3])$/, 'wants a full hour from 0 to 23'))
    .transform(Number)
    .default(6),
  timeZone: z
    .string('wants a text')
    .refine(isTimeZone, 'wants the IANA name of a time zone, such as Europe/Zurich')
    .default('UTC'),
});
export type Config = z.infer<typeof Config>;

export type ConfigResult =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** Reads the settings by key, as `app.node.tryGetContext` gives them, and names every wrong one. */
export function readConfig(contextOf: (key: string) => unknown): ConfigResult {
  const given = Object.fromEntries(Object.keys(Config.shape).map((key) => [key, contextOf(key)]));
  const parsed = Config.safeParse(given);
  if (parsed.success) return { kind: 'valid', config: parsed.data };
  return {
    kind: 'invalid',
    problems: parsed.error.issues.map((issue) => {
      const key = issue.path.join('.');
      return `Context "${key}" ${issue.message}; found ${JSON.stringify(given[key])}.`;
    }),
  };
}
