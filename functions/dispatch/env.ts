import * as z from 'zod/mini';

export const DispatchEnv = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  REPORT_QUEUE_URL: z.string().check(z.minLength(1)),
  WORKBOOK_QUEUE_URL: z.string().check(z.minLength(1)),
});
export type DispatchEnv = z.infer<typeof DispatchEnv>;
