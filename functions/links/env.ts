import * as z from 'zod/mini';

export const LinksEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
});
export type LinksEnv = z.infer<typeof LinksEnv>;
