import { createHash, randomBytes } from 'node:crypto';
import type { Mailer } from '../aws/mail.ts';
import type { Passwords } from '../aws/passwords.ts';
import type { Plans } from '../aws/plans.ts';
import type { Secrets } from '../aws/secrets.ts';
import { titleIn } from '../domain/plan/model.ts';
import { PASSWORD_BYTES, passwordOf, spelled, typedPassword } from '../domain/upload/password.ts';
import type { Session } from '../domain/upload/session.ts';
import { type Reachable, unitsMeant } from '../domain/upload/units.ts';
import { log, PASSWORD_NOT_MAILED, reasonOf } from '../log.ts';
import type { Templates } from '../templates.ts';
import { hashOf, isSame } from './seal.ts';

export interface PasswordDependencies {
  readonly passwords: Passwords;
  readonly secrets: Secrets;
  readonly plans: Pick<Plans, 'latest'>;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
}

const MINUTE = 60_000;
export const PASSWORD_MINUTES = 15;
export const SESSION_MINUTES = 60;
const MOST_TRIES = 5;
/** In an hour, of one org unit or address. */
const MOST_ASKED = 5;

async function letterTo({ language }: Reachable, password: string, { templates }: PasswordDependencies, title: string) {
  const catalogue = templates.catalogue(language);
  const letter = {
    subject: catalogue.text('upload.mail.subject'),
    lines: [
      catalogue.text('upload.mail.line', { minutes: PASSWORD_MINUTES }),
      spelled(password),
      catalogue.text('upload.mail.unasked'),
    ],
    ...{ heading: '', items: [], more: null, next: null, folder: null, closing: null },
  };
  const { writeLetter } = await import('../domain/reminder/letter.ts');
  return writeLetter(letter, title, { source: templates.source, catalogue });
}

/** Mails a password to the plan's address of whom is meant, if the plan has one; whoever asked is not told. */
export async function askPassword(request: string, who: string, deps: PasswordDependencies): Promise<void> {
  const latest = await deps.plans.latest();
  const units = latest ? unitsMeant(latest.plan, who) : [];
  const [first] = units;
  const now = deps.now().getTime();
  if (!latest || !first) return;
  // By address, whatever was typed: a code and its address are one mailbox.
  const mailbox = createHash('sha256').update(first.email.toLowerCase()).digest('base64url');
  if (!(await deps.passwords.allow(mailbox, MOST_ASKED, now))) return;
  const password = passwordOf(randomBytes(PASSWORD_BYTES));
  if (password === null) throw new Error('Too few random bytes for a password');
  const hash = hashOf(request, password, await deps.secrets.linkKey());
  const until = now + PASSWORD_MINUTES * MINUTE;
  await deps.passwords.put(request, { hash, units: units.map(({ code }) => code), until, tries: 0 });
  const { plan } = latest;
  const title = titleIn(plan.title, first.language, plan.defaultLanguage);
  try {
    await deps.mailer.send({ to: first.email, ...(await letterTo(first, password, deps, title)), attachments: [] });
  } catch (error) {
    // An answer that differs would tell that there is such an office.
    log('error', PASSWORD_NOT_MAILED, { orgUnit: first.code, reason: reasonOf(error) });
  }
}

/** The session that a password opens, once; null for whatever is wrong, used, over, or tried too often. */
export async function enterPassword(
  request: string,
  typed: string,
  deps: PasswordDependencies,
): Promise<Session | null> {
  const now = deps.now().getTime();
  const given = hashOf(request, typedPassword(typed), await deps.secrets.linkKey());
  const stored = await deps.passwords.attempt(request, MOST_TRIES, now);
  if (!stored || !isSame(given, stored.hash) || !(await deps.passwords.use(request, stored))) return null;
  return { units: [...stored.units], until: new Date(now + SESSION_MINUTES * MINUTE).toISOString() };
}
