import { z } from 'zod';

export const WorkbookEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  TEMPLATES_DIR: z.string().min(1),
});
export type WorkbookEnv = z.infer<typeof WorkbookEnv>;
