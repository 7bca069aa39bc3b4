import { z } from 'zod';

export const PlanEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  AGGREGATE_QUEUE_URL: z.string().min(1),
  INGEST_QUEUE_URL: z.string().min(1),
  SENDER: z.email(),
  /** Tells SES what to do with our mails, and where to tell what became of them; empty where there is none. */
  CONFIGURATION_SET: z.string().default(''),
  TEMPLATES_DIR: z.string().min(1),
  TIMEOUT_SECONDS: z.coerce.number().positive(),
});
export type PlanEnv = z.infer<typeof PlanEnv>;
