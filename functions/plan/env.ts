import { z } from 'zod';

export const PlanEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  AGGREGATE_QUEUE_URL: z.string().min(1),
  INGEST_QUEUE_URL: z.string().min(1),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().min(1),
  TIMEOUT_SECONDS: z.coerce.number().positive(),
});
export type PlanEnv = z.infer<typeof PlanEnv>;
