import * as z from 'zod/mini';

/** What whoever has typed a password may do: act for these org units until an ISO instant. */
export const Session = z.strictObject({ units: z.array(z.string()).check(z.minLength(1)), until: z.string() });
export type Session = z.infer<typeof Session>;

/** Whether an object may be fetched for an org unit: its marked files and its workbooks, and nothing reached by a detour. */
export function mayFetch(unit: string, key: string): boolean {
  const isOwn = key.startsWith(`receipts/${unit}/`) || key.startsWith(`workbooks/${unit}/`);
  return isOwn && key.endsWith('.xlsx') && !key.split('/').some((part) => part === '' || part === '.' || part === '..');
}
