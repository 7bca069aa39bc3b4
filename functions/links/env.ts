import { z } from 'zod';

export const LinksEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  SENDER: z.email(),
  /** Tells SES what to do with our mails, and where to tell what became of them; empty where there is none. */
  CONFIGURATION_SET: z.string().default(''),
  TEMPLATES_DIR: z.string().min(1),
});
export type LinksEnv = z.infer<typeof LinksEnv>;
