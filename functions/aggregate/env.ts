import * as z from 'zod/mini';

export const AggregateEnv = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
});
export type AggregateEnv = z.infer<typeof AggregateEnv>;
