/** Without those taken for one another: 0 and O, 1, I and L. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

/** So many random bytes are enough for a password, but for one time in millions of millions. */
export const PASSWORD_BYTES = 64;

/** Eight characters, each as likely as any other; null where too few of the bytes could be used. */
export function passwordOf(random: Uint8Array): string | null {
  const fair = 256 - (256 % LETTERS.length);
  const characters = [...random].filter((byte) => byte < fair).map((byte) => LETTERS[byte % LETTERS.length] ?? '');
  return characters.length < LENGTH ? null : characters.slice(0, LENGTH).join('');
}

/** A password as a mail shows it: `ABCD-EFGH`. */
export const spelled = (password: string): string => `${password.slice(0, 4)}-${password.slice(4)}`;

/** What somebody typed, as the password it may be: capitals without blanks and hyphens. */
export const typedPassword = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
