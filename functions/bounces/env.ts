import { z } from 'zod';

export const BouncesEnv = z.object({
  TABLE_NAME: z.string().min(1),
});
export type BouncesEnv = z.infer<typeof BouncesEnv>;
