import * as z from 'zod/mini';

export const UploadEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  SENDER: z.email(),
  /** Tells SES what to do with our mails, and where to tell what became of them; empty where there is none. */
  CONFIGURATION_SET: z._default(z.string(), ''),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
});
export type UploadEnv = z.infer<typeof UploadEnv>;
