import { z } from 'zod';

export const DispatchEnv = z.object({
  TABLE_NAME: z.string().min(1),
  REPORT_QUEUE_URL: z.string().min(1),
  WORKBOOK_QUEUE_URL: z.string().min(1),
});
export type DispatchEnv = z.infer<typeof DispatchEnv>;
