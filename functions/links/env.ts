import { z } from 'zod';

export const LinksEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().min(1),
});
export type LinksEnv = z.infer<typeof LinksEnv>;
