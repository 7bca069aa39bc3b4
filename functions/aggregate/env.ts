import { z } from 'zod';

export const AggregateEnv = z.object({
  TABLE_NAME: z.string().min(1),
});
export type AggregateEnv = z.infer<typeof AggregateEnv>;
