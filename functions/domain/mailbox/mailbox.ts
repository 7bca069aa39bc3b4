/** Why mail does not reach an address, as far as it can be told; the words of mail servers themselves are shown to nobody. */
export const MAIL_FAULTS = ['no-mailbox', 'refused', 'suppressed', 'complaint'] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];

/** A mail that came back for good, or that its reader called spam. */
export interface LostMail {
  /** ISO instant. */
  readonly at: string;
  readonly why: MailFault;
}

/** Since when mail does not reach an address, and why. */
export interface Unreached {
  /** ISO instant. */
  readonly since: string;
  readonly why: MailFault;
}

/** As mail standards limit them. */
const LONGEST = 254;

/**
 * The mailbox that an address names, the same for all its spellings; null for what is no address. A display name is left out, and capitals
 * are the same as small letters.
 */
export function mailboxOf(text: string): string | null {
  const [, inside] = /<([^<>]*)>\s*$/.exec(text) ?? [];
  const address = (inside ?? text).trim().toLowerCase();
  return address.length <= LONGEST && /^[^\s<>"@]+@[^\s<>"@]+$/.test(address) ? address : null;
}

/**
 * What is to be said of an address, whatever the order in which it became known: nothing once a mail arrived after the last that was lost,
 * else since when all were lost. A loss before that is over and done with.
 */
export function unreached(lost: readonly LostMail[], arrived: string | null): Unreached | null {
  const [first] = lost.filter(({ at }) => arrived === null || at > arrived).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return first ? { since: first.at, why: first.why } : null;
}
