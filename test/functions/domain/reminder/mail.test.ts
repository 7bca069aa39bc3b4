import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { renderHeadquartersList, renderReminder } from '../../../../functions/domain/reminder/mail.ts';
import { headquartersLists, type Reminder, remindersDue } from '../../../../functions/domain/reminder/reminders.ts';
import { minimalPlan } from '../../../support/plan.ts';
import { reportCatalogue, templateSource } from '../../../support/report-data.ts';
import { anIndicator } from '../aggregation/support.ts';
import { aSubmission, factsFrom, RETURNED, type Report } from '../completeness/support.ts';

const plan = minimalPlan();

/** Since when no mail reaches Niger: the third of June where the plan is. */
const LOST = { since: '2025-06-02T23:30:00.000Z', why: 'no-mailbox' } as const;

function reminders(
  today: string,
  given: Plan = plan,
  reports: readonly Report[] = [],
  returned = false,
  lost = false,
): Reminder[] {
  const files = returned ? { NER: [aSubmission('2025-07-06T08:00:00Z', RETURNED)] } : {};
  const facts = (unit: string, period: string) => factsFrom(given, period, reports, files)(unit);
  const unreached = (unit: string) => (lost && unit === 'NER' ? LOST : null);
  return remindersDue({ plan: given, today, facts, unreached });
}

function mailTo(code: string, language: string, of: readonly Reminder[], given: Plan = plan, attached = false) {
  const reminder = of.find(({ unit }) => unit.code === code);
  if (!reminder) throw new Error(`${code} owes nothing`);
  const options = { source: templateSource, catalogue: reportCatalogue(language) };
  return renderReminder(reminder, { plan: given, attached }, options);
}

const PEOPLE: Report = ['NER', '1a.1'];

describe('The mail to an office', () => {
  it('says in its language when figures are due, which are missing, and where they go', () => {
    expect(mailTo('NER', 'fr', reminders('2025-07-13', plan, [PEOPLE])).text).toBe(
      [
        'Plan de démonstration',
        '',
        'Niger\u00a0: les données pour avril-juin 2025 sont attendues le 20 juillet 2025, dans 7 jours.',
        '2 indicateurs sur 3 restent à renseigner.',
        '',
        'ENCORE MANQUANTS',
        '- Part de satisfaits (1a.2)',
        '- Personnes en camp (1a.3)',
        '',
        'Déposez votre fichier dans ce dossier\u00a0:',
        'uploads/NER/',
        '',
        'Si vous avez déposé vos données entre-temps, vous n’avez plus rien à faire.',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['2025-07-13', 'Niger: figures for April–June 2025 are due on 20 July 2025', 'in 7 days.'],
    ['2025-07-19', 'Niger: figures for April–June 2025 are due on 20 July 2025', 'in 1 day.'],
    ['2025-07-20', 'Niger: figures for April–June 2025 are due today, 20 July 2025', 'due today, 20 July 2025.'],
    [
      '2025-07-21',
      'Niger: figures for April–June 2025 were due on 20 July 2025',
      '1 day ago. They are taken until 31 A',
    ],
    ['2025-08-09', 'Niger: figures for April–June 2025 were due on 20 July 2025', '20 days ago. They are taken until'],
  ])('sent on %s has the subject “%s”', (today, subject, lead) => {
    const mail = mailTo('NER', 'en', reminders(today));
    expect(mail.subject).toBe(subject);
    for (const form of [mail.text, mail.html]) expect(form).toContain(lead);
  });

  it.each([
    ['nothing came', [], false, 'Nothing has been received for this period so far.'],
    ['some came', [PEOPLE], false, '2 of 3 indicators still have no figure.'],
    ['a file was returned', [PEOPLE], true, 'Your latest file, 2025-07-06T08:00:00Z.csv, was returned'],
  ])('says so when %s', (_, reports, returned, words) => {
    expect(mailTo('NER', 'en', reminders('2025-07-13', plan, reports, returned)).text).toContain(words);
  });

  it.each([
    [9, 9, null],
    [10, 10, null],
    [11, 10, 'and 1 more indicator'],
    [150, 10, 'and 140 more indicators'],
  ])('of %d missing indicators names %d', (count, named, more) => {
    const indicators = Array.from({ length: count }, (_, i) => anIndicator({ code: `X.${i + 1}` }));
    const many = minimalPlan({ indicators });
    const { text, html } = mailTo('NER', 'en', reminders('2025-07-13', many), many);
    expect(text.match(/\(X\.\d+\)/g)).toHaveLength(named);
    expect(html.match(/<li/g)).toHaveLength(named);
    for (const form of [text, html])
      if (more) expect(form).toContain(more);
      else expect(form).not.toContain('more indicator');
  });

  it('speaks of the workbook only when it comes along', () => {
    const due = reminders('2025-07-13');
    expect(mailTo('NER', 'en', due, plan, true).text).toContain('Your workbook for this period is attached.');
    expect(mailTo('NER', 'en', due).text).not.toContain('attached');
  });

  it('reads from right to left in Arabic, but for the folder', () => {
    const { html } = mailTo('NER', 'ar', reminders('2025-07-13'));
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toMatch(/<p dir="ltr"[^>]*text-align:right[^>]*>uploads\/NER\/<\/p>/);
    expect(html).toContain('بعد 7 أيام');
  });

  it('keeps markup of the plan out of the mail', () => {
    const hostile = minimalPlan({ indicators: [anIndicator({ title: { en: '<script>alert(1)</script>' } })] });
    expect(mailTo('NER', 'en', reminders('2025-07-13', hostile), hostile).html).not.toContain('<script>');
  });
});

describe('The mail to headquarters', () => {
  const list = (today: string, given: Plan, lost = false, language = 'en') =>
    headquartersLists(reminders(today, given, [['KEN', '1a.1']], true, lost)).map((one) =>
      renderHeadquartersList(one, given, { source: templateSource, catalogue: reportCatalogue(language) }),
    );
  const unknown = {
    ...plan,
    orgUnits: plan.orgUnits.map((unit) => (unit.code === 'COL' ? { ...unit, email: null } : unit)),
  };

  it('lists after the due date who owes what, and who could not be written to', () => {
    const [mail] = list('2025-07-21', unknown);
    expect(mail?.subject).toBe('April–June 2025: figures missing from 3 offices');
    expect(mail?.text).toContain('were due on 20 July 2025, 1 day ago, and are taken until 31 August 2025.');
    expect(mail?.text).toContain('- Kenya (KEN): 2 of 3 indicators missing\n');
    expect(mail?.text).toContain('- Niger (NER): last file returned and not corrected; 3 of 3 indicators missing\n');
    expect(mail?.text).toContain(
      '- Colombia (COL): nothing received; not reminded, as the plan has no mail address for it\n',
    );
    expect(mail?.html).not.toContain('uploads/');
  });

  it('before it says only who could not be written to', () => {
    const [mail] = list('2025-07-13', unknown);
    expect(mail?.subject).toBe('April–June 2025: 1 office could not be reminded');
    expect(mail?.text).not.toContain('Kenya');
    expect(list('2025-07-13', plan)).toEqual([]);
  });

  it('says before and after the due date whose mail does not arrive, since when and why', () => {
    for (const today of ['2025-07-13', '2025-07-21'])
      expect(list(today, plan, true)[0]?.text).toContain(
        '- Niger (NER): last file returned and not corrected; 3 of 3 indicators missing; no mail has reached this office since 3 June 2025: there is no such mailbox\n',
      );
    const [mail] = list('2025-07-13', plan, true);
    expect(mail?.subject).toBe('April–June 2025: 1 office could not be reminded');
    expect(mail?.text).toContain('No reminder reaches this office, for want of a mail address that works.');
  });

  it.each([
    ['fr', 'aucun courriel ne parvient à ce bureau depuis le 3 juin 2025\u00a0: cette boîte n’existe pas'],
    ['es', 'ningún correo llega a esta oficina desde el 3 de junio de 2025: ese buzón no existe'],
    ['ar', 'لم تصل أي رسالة إلى هذا المكتب منذ 3 يونيو 2025: صندوق البريد غير موجود'],
  ])('says so in %s', (language, words) => {
    expect(list('2025-07-21', plan, true, language)[0]?.text).toContain(words);
  });
});
