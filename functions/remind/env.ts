import { z } from 'zod';

export const RemindEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().min(1),
});
export type RemindEnv = z.infer<typeof RemindEnv>;
