import { randomBytes } from 'node:crypto';
import type { Addresses } from '../aws/addresses.ts';
import type { Objects } from '../aws/objects.ts';
import type { OfficeFiles } from '../aws/office-files.ts';
import { receiptView } from '../domain/upload/receipt-view.ts';
import { safeName } from '../domain/upload/safe-name.ts';
import { mayFetch } from '../domain/upload/session.ts';
import type { Receipt } from '../domain/validation/receipt.ts';
import { askPassword, enterPassword, type PasswordDependencies } from './password.ts';
import { openedSession, sealedSession } from './seal.ts';
import { Wish } from './wishes.ts';

export interface UploadDependencies extends PasswordDependencies {
  readonly files: OfficeFiles;
  readonly objects: Pick<Objects, 'get'>;
  readonly addresses: Addresses;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

export interface UploadAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Longer than a mail takes to be handed over, so that nobody tells by the time whether one went. */
const ANSWER_AFTER = 1500;
/** In an hour, from one address of the internet: an office shares one. */
const MOST_WISHES = { password: 30, session: 100 };
const SHOWN = { receipts: 10, bytes: 8 * 1024 * 1024 };
const DAY = 86_400_000;
const DAYS_SHOWN = 30;

const REFUSED: UploadAnswer = { status: 403, body: { error: 'refused' } };

/** Under its own folder, named by time: none is ever another's, and a listing is in their order. */
const stampOf = (date: Date): string => date.toISOString().replace(/\D/g, '');

async function receiptsOf(unit: string, language: string, deps: UploadDependencies): Promise<UploadAnswer> {
  const folder = `receipts/${unit}/web/`;
  const since = `${folder}${stampOf(new Date(deps.now().getTime() - DAYS_SHOWN * DAY))}`;
  const keys = (await deps.files.list(folder, since)).filter((key) => key.endsWith('.json')).slice(-SHOWN.receipts);
  const catalogue = deps.templates.catalogue(language);
  const receipts = [];
  for (const key of keys.reverse()) {
    const found = await deps.objects.get(key, null, SHOWN.bytes);
    if (found.kind !== 'found') continue;
    const receipt: Receipt | { status: 'pending' } = JSON.parse(new TextDecoder().decode(found.bytes));
    if (receipt.status !== 'pending') receipts.push(receiptView(receipt, catalogue));
  }
  const workbooks = await deps.files.list(`workbooks/${unit}/`);
  return { status: 200, body: { receipts, workbooks: workbooks.filter((key) => mayFetch(unit, key)) } };
}

/** What an office asks that has entered its password; of another org unit it gets nothing. */
async function answerOffice(wish: Extract<Wish, { session: string }>, deps: UploadDependencies): Promise<UploadAnswer> {
  const session = openedSession(wish.session, await deps.secrets.linkKey(), deps.now());
  if (session === null) return { status: 401, body: { error: 'over' } };
  const { unit } = wish;
  if (!session.units.includes(unit)) return REFUSED;
  switch (wish.wish) {
    case 'upload': {
      const folder = `${stampOf(deps.now())}-${randomBytes(6).toString('hex')}`;
      const key = `uploads/${unit}/web/${folder}/${safeName(wish.name)}`;
      return { status: 200, body: { key, to: await deps.files.uploadTo(key, wish.size) } };
    }
    case 'receipts':
      return receiptsOf(unit, wish.language, deps);
    case 'file': {
      const address = mayFetch(unit, wish.key) ? await deps.addresses.of(wish.key) : null;
      return address === null ? REFUSED : { status: 200, body: { address } };
    }
    default:
      return wish satisfies never;
  }
}

/** Answers the upload page. `from` is the address of the internet that asks. */
export async function answerWish(asked: unknown, from: string, deps: UploadDependencies): Promise<UploadAnswer> {
  const { success, data: wish } = Wish.safeParse(asked);
  if (!success) return { status: 400, body: { error: 'unreadable' } };
  if (wish.wish !== 'password' && wish.wish !== 'session') return answerOffice(wish, deps);
  if (!(await deps.passwords.allow(`from#${wish.wish}#${from}`, MOST_WISHES[wish.wish], deps.now().getTime())))
    return { status: 429, body: { error: 'too-many' } };
  if (wish.wish === 'password') {
    const request = randomBytes(16).toString('base64url');
    await Promise.all([askPassword(request, wish.who, deps), deps.pause(ANSWER_AFTER)]);
    return { status: 200, body: { request } };
  }
  const session = await enterPassword(wish.request, wish.password, deps);
  if (session === null) return { status: 403, body: { error: 'wrong' } };
  return { status: 200, body: { session: sealedSession(session, await deps.secrets.linkKey()), ...session } };
}
