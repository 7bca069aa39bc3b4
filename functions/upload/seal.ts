import { createHmac, timingSafeEqual } from 'node:crypto';
import { Session } from '../domain/upload/session.ts';

/** A key for one purpose: what is sealed as a link of a mail is no session, and the other way round. */
const macOf = (purpose: string, text: string, key: Uint8Array): Buffer =>
  createHmac('sha256', createHmac('sha256', key).update(purpose).digest()).update(text).digest();

/** What is kept of a password: nothing it could be found from without the key. */
export const hashOf = (request: string, password: string, key: Uint8Array): Buffer =>
  macOf('upload password', `${request}#${password}`, key);

/** In the same time whatever differs. */
export const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** A session as a text that nobody without the key can make. */
export function sealedSession(session: Session, key: Uint8Array): string {
  const text = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${text}.${macOf('upload session', text, key).toString('base64url')}`;
}

/** The session of a text that was sealed and is not over; null for any other. */
export function openedSession(token: string, key: Uint8Array, now: Date): Session | null {
  const [text = '', mac = '', ...more] = token.split('.');
  if (more.length > 0 || !isSame(Buffer.from(mac, 'base64url'), macOf('upload session', text, key))) return null;
  const session = Session.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  return session.until > now.toISOString() ? session : null;
}
