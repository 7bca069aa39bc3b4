import * as z from 'zod/mini';
import type { Attachment, Mail, Mailer } from '../aws/mail.ts';
import type { Mailboxes } from '../aws/mailboxes.ts';
import type { Objects } from '../aws/objects.ts';
import type { Plans } from '../aws/plans.ts';
import type { Submissions } from '../aws/submissions.ts';
import { type FactStores, factsIn } from '../aws/unit-facts.ts';
import { dateIn } from '../clock.ts';
import { createLookup } from '../domain/plan/lookup.ts';
import type { OrgUnit, Plan } from '../domain/plan/model.ts';
import {
  type HeadquartersList,
  headquartersLists,
  periodsToRemind,
  type Reminder,
  remindersDue,
} from '../domain/reminder/reminders.ts';
import { log, reasonOf } from '../log.ts';
import { mailOnce } from '../mail-once.ts';
import type { Templates } from '../templates.ts';
import { unreachedOffices } from '../unreached-offices.ts';

/** What the schedule, or a person, asks for: the reminders of today, or of a day given (ISO date, in the plan's time zone). */
export const RemindRequest = z.object({ date: z.optional(z.iso.date()) });
export type RemindRequest = z.infer<typeof RemindRequest>;

/** Numbers of mails sent now; those sent before are not counted. */
export interface Reminded {
  readonly offices: number;
  readonly headquarters: number;
}

export interface RemindDependencies extends FactStores {
  readonly plans: Plans;
  readonly submissions: Submissions;
  readonly mailboxes: Pick<Mailboxes, 'unreached'>;
  readonly objects: Objects;
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
}

const MAX_WORKBOOK_BYTES = 5 * 1024 * 1024;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function dueOn(today: string, plan: Plan, deps: RemindDependencies): Promise<Reminder[]> {
  const lookup = createLookup(plan);
  const facts = new Map<string, Awaited<ReturnType<typeof factsIn>>>();
  for (const { window } of periodsToRemind(plan, today))
    facts.set(window.period, await factsIn(lookup.root.code, window.period, lookup, deps));
  return remindersDue({
    plan,
    today,
    unreached: await unreachedOffices(plan, deps.mailboxes),
    facts: (unit, period) => {
      const known = facts.get(period);
      if (!known) throw new RangeError(`No facts were read for ${period}`);
      return known(unit);
    },
  });
}

/** The unit's own workbook for the period, where one was made. */
async function workbookOf({ unit, window }: Reminder, language: string, objects: Objects): Promise<Attachment[]> {
  const key = `workbooks/${unit.code}/${window.period}.${language}.xlsx`;
  const found = await objects.get(key, null, MAX_WORKBOOK_BYTES);
  if (found.kind !== 'found') return [];
  return [{ filename: `${unit.code}-${window.period}.xlsx`, content: found.bytes, contentType: XLSX }];
}

/** What writes mails is loaded when one goes: on most days none does. */
const loadWriter = () => import('../domain/reminder/mail.ts');

/** Sends a mail unless it went before; gives the number sent. */
async function once(id: string, compose: () => Promise<Mail>, deps: RemindDependencies): Promise<number> {
  return (await mailOnce(id, compose, deps)) ? 1 : 0;
}

async function remindUnit(reminder: Reminder, to: string, plan: Plan, deps: RemindDependencies): Promise<number> {
  const { unit, window, occasion } = reminder;
  return once(
    `reminder#${window.period}#${unit.code}#${occasion.id}`,
    async () => {
      const { renderReminder } = await loadWriter();
      const { source } = deps.templates;
      const catalogue = deps.templates.catalogue(unit.language);
      const attachments = await workbookOf(reminder, unit.language, deps.objects);
      const mail = renderReminder(reminder, { plan, attached: attachments.length > 0 }, { source, catalogue });
      return { to, ...mail, attachments };
    },
    deps,
  );
}

async function tellHeadquarters(
  list: HeadquartersList,
  { email, language }: OrgUnit,
  plan: Plan,
  deps: RemindDependencies,
): Promise<number> {
  if (email === null) return 0;
  return once(
    `reminder-list#${list.window.period}#${list.occasion.id}`,
    async () => {
      const { renderHeadquartersList } = await loadWriter();
      const options = { source: deps.templates.source, catalogue: deps.templates.catalogue(language) };
      return { to: email, ...renderHeadquartersList(list, plan, options), attachments: [] };
    },
    deps,
  );
}

/**
 * Reminds each org unit that has not reported, once an occasion, and sends headquarters the list. A mail that cannot be sent keeps no
 * other from going; the run then fails, and its retry sends what is left.
 */
export async function remind(request: RemindRequest, deps: RemindDependencies): Promise<Reminded> {
  const latest = await deps.plans.latest();
  if (!latest) return { offices: 0, headquarters: 0 };
  const { plan } = latest;
  const today = request.date ?? dateIn(plan.timeZone, deps.now().toISOString());
  const reminders = await dueOn(today, plan, deps);
  const failures: string[] = [];
  const attempt = async (whom: string, send: () => Promise<number>): Promise<number> => {
    try {
      return await send();
    } catch (error) {
      log('error', 'reminder failed', { whom, reason: reasonOf(error) });
      failures.push(`${whom}: ${reasonOf(error)}`);
      return 0;
    }
  };
  let offices = 0;
  for (const reminder of reminders) {
    const { email, code } = reminder.unit;
    if (email !== null) offices += await attempt(code, () => remindUnit(reminder, email, plan, deps));
  }
  let headquarters = 0;
  const { root } = createLookup(plan);
  for (const list of headquartersLists(reminders))
    headquarters += await attempt(root.code, () => tellHeadquarters(list, root, plan, deps));
  log('info', 'reminders sent', { date: today, offices, headquarters });
  if (failures.length > 0) throw new Error(`${failures.length} reminders were not sent: ${failures.join('; ')}`);
  return { offices, headquarters };
}
