import { z } from 'zod';

const text = z.string().min(1);
const own = { session: text.max(4000), unit: text.max(200) };

/** Larger files are refused by the reader in any case. */
export const MOST_BYTES = 50 * 1024 * 1024;

/** What the page asks of the function. */
export const Wish = z.discriminatedUnion('wish', [
  z.strictObject({ wish: z.literal('password'), who: text.max(320) }),
  z.strictObject({ wish: z.literal('session'), request: text.max(100), password: text.max(40) }),
  z.strictObject({ wish: z.literal('upload'), ...own, name: text.max(1000), size: z.int().min(1).max(MOST_BYTES) }),
  z.strictObject({ wish: z.literal('receipts'), ...own, language: text.max(10) }),
  z.strictObject({ wish: z.literal('file'), ...own, key: text.max(1024) }),
]);
export type Wish = z.infer<typeof Wish>;
