import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const own = { session: text.check(z.maxLength(4000)), unit: text.check(z.maxLength(200)) };

/** Larger files are refused by the reader in any case. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** What the page asks of the function. */
export const Wish = z.discriminatedUnion('wish', [
  z.strictObject({ wish: z.literal('password'), who: text.check(z.maxLength(320)) }),
  z.strictObject({
    wish: z.literal('session'),
    request: text.check(z.maxLength(100)),
    password: text.check(z.maxLength(40)),
  }),
  z.strictObject({
    wish: z.literal('upload'),
    ...own,
    name: text.check(z.maxLength(1000)),
    size: z.int().check(z.minimum(1), z.maximum(MOST_BYTES)),
  }),
  z.strictObject({ wish: z.literal('receipts'), ...own, language: text.check(z.maxLength(10)) }),
  z.strictObject({ wish: z.literal('file'), ...own, key: text.check(z.maxLength(1024)) }),
]);
export type Wish = z.infer<typeof Wish>;
