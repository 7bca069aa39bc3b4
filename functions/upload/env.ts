import { z } from 'zod';

export const UploadEnv = z.object({
  BUCKET_NAME: z.string().min(1),
  TABLE_NAME: z.string().min(1),
  SENDER: z.email(),
  TEMPLATES_DIR: z.string().min(1),
});
export type UploadEnv = z.infer<typeof UploadEnv>;
