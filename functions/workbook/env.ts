import * as z from 'zod/mini';

export const WorkbookEnv = z.object({
  BUCKET_NAME: z.string().check(z.minLength(1)),
  TABLE_NAME: z.string().check(z.minLength(1)),
  TEMPLATES_DIR: z.string().check(z.minLength(1)),
});
export type WorkbookEnv = z.infer<typeof WorkbookEnv>;
