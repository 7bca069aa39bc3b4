import * as z from 'zod/mini';

/** What a link in a mail lets whoever has it do. */
export const Claim = z.discriminatedUnion('may', [
  /** To leave a subscription, and to come back to it. */
  z.strictObject({
    may: z.literal('unsubscribe'),
    email: z.string(),
    report: z.string(),
    scope: z.string(),
    language: z.string(),
  }),
  /** To fetch one stored file, until an ISO instant. */
  z.strictObject({ may: z.literal('fetch'), key: z.string(), until: z.string() }),
]);
export type Claim = z.infer<typeof Claim>;
export type Leaving = Extract<Claim, { may: 'unsubscribe' }>;
