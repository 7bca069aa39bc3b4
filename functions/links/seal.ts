import { createHmac, timingSafeEqual } from 'node:crypto';
import { Claim } from '../domain/links/claims.ts';

const macOf = (text: string, key: Uint8Array): Buffer => createHmac('sha256', key).update(text).digest();

/** A claim as a text that nobody without the key can make, fit for an address. */
export function sealed(claim: Claim, key: Uint8Array): string {
  const text = Buffer.from(JSON.stringify(claim)).toString('base64url');
  return `${text}.${macOf(text, key).toString('base64url')}`;
}

/** The claim that a text was sealed from; null for any other text. */
export function unsealed(token: string, key: Uint8Array): Claim | null {
  const [text = '', mac = '', ...more] = token.split('.');
  const [given, right] = [Buffer.from(mac, 'base64url'), macOf(text, key)];
  if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return Claim.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
}
