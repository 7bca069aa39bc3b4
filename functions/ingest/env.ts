import * as z from 'zod/mini';

export const IngestEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  AGGREGATE_QUEUE_URL: z.string().check(z.minLength(1)),
  SENDER: z.email(),
  /** Tells SES what to do with our mails, and where to tell what became of them; empty where there is none. */
  CONFIGURATION_SET: z._default(z.string(), ''),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
  TIMEOUT_SECONDS: z.coerce.number().check(z.positive()),
});
export type IngestEnv = z.infer<typeof IngestEnv>;
