import * as z from 'zod/mini';

export const UploadEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
});
export type UploadEnv = z.infer<typeof UploadEnv>;
