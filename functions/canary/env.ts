import * as z from 'zod/mini';

export const CanaryEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
});
export type CanaryEnv = z.infer<typeof CanaryEnv>;
