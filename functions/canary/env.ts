import { z } from 'zod';

export const CanaryEnv = z.object({
  BUCKET_NAME: z.string().min(1),
});
export type CanaryEnv = z.infer<typeof CanaryEnv>;
