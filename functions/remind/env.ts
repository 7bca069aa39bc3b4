import * as z from 'zod/mini';

export const RemindEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
});
export type RemindEnv = z.infer<typeof RemindEnv>;
