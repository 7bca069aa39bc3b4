import * as z from 'zod/mini';

export const BouncesEnv = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
});
export type BouncesEnv = z.infer<typeof BouncesEnv>;
