import type { Catalogue } from '../../report/catalogue.ts';
import { planChanges } from '../changes.ts';
import { type Plan, titleIn } from '../model.ts';
import type { PlanChange } from './change.ts';

/** A change with the sentence that tells it. */
export type ToldChange = PlanChange & { readonly message: string };

/** What a version of the plan changes against the one in use before it. */
export interface ToldChanges {
  /** The version before; null for the first. */
  readonly since: number | null;
  readonly summary: string;
  readonly items: readonly ToldChange[];
}

export interface ChangeGroup {
  readonly heading: string;
  readonly items: readonly string[];
}

/** What is told of each group in a mail; the receipt has them all. */
const TOLD_IN_MAIL = 12;

const LONGEST_SHOWN = 80;
const NOTHING = '—';

function shown(text: string | null): string {
  const letters = [...(text ?? NOTHING)];
  return letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN).join('')}…` : letters.join('');
}

function target(value: number | null, code: string, plan: Plan, catalogue: Catalogue): string {
  const indicator = plan.indicators.find((candidate) => candidate.code === code);
  if (value === null) return NOTHING;
  return indicator?.kind === 'percentage' ? catalogue.percent(value, 4) : catalogue.number(value, 6);
}

/** A change in one sentence, in the catalogue's language; `after` is the version that made it. */
function sentence(change: PlanChange, after: Plan, catalogue: Catalogue): string {
  const title = titleIn(change.name, catalogue.language, after.defaultLanguage);
  const part = catalogue.text(`plan-change.part.${change.part}`);
  const about = { part, code: change.code, title: shown(title), parts: `${change.code && 'code'}${title && 'title'}` };
  const subject = catalogue.text('plan-change.subject', about);
  const say = (values: Readonly<Record<string, string>> = {}) =>
    catalogue.text(`plan-change.${change.kind}`, { subject, ...values });
  switch (change.kind) {
    case 'added':
    case 'removed':
      return say();
    case 'renumbered':
      return say({ from: change.from });
    case 'retitled':
      return say({ languages: change.languages.join(', ') });
    case 're-parented':
    case 'moved':
      return say({ from: shown(change.from), to: shown(change.to) });
    case 'redefined':
      return say({ field: change.field, from: shown(change.from), to: shown(change.to) });
    case 'retargeted':
      return say({
        ...{ orgUnit: change.orgUnit, period: change.period },
        from: target(change.from, change.code, after, catalogue),
        to: target(change.to, change.code, after, catalogue),
      });
    default:
      return change satisfies never;
  }
}

/** What a version changes, in words; `before` is the version in use when it came, null for the first one. */
export function tellChanges(
  before: { readonly version: number; readonly plan: Plan } | null,
  after: Plan,
  catalogue: Catalogue,
): ToldChanges {
  if (before === null) return { since: null, summary: catalogue.text('plan-change.first'), items: [] };
  const items = planChanges(before.plan, after).map((change) => ({
    ...change,
    message: sentence(change, after, catalogue),
  }));
  const summary = catalogue.text('plan-change.summary', { count: items.length, version: String(before.version) });
  return { since: before.version, summary, items };
}

const GROUPS = [
  'dangerous',
  'removed',
  'renumbered',
  'placed',
  'retargeted',
  'added',
  'redefined',
  'retitled',
] as const;

function groupOf({ kind, dangerous }: PlanChange): (typeof GROUPS)[number] {
  if (dangerous) return 'dangerous';
  return kind === 'moved' || kind === 're-parented' ? 'placed' : kind;
}

/** The changes as a mail tells them: by kind, those that part series of figures first, the first dozen of each. */
export function changeGroups(changes: ToldChanges | undefined, { text }: Catalogue): ChangeGroup[] {
  return GROUPS.flatMap((group) => {
    const told = (changes?.items ?? []).filter((change) => groupOf(change) === group).map(({ message }) => message);
    if (told.length === 0) return [];
    const hidden = told.length - TOLD_IN_MAIL;
    const more = hidden > 0 ? [text('plan-change.more', { count: hidden })] : [];
    return [{ heading: text(`plan-change.group.${group}`), items: [...told.slice(0, TOLD_IN_MAIL), ...more] }];
  });
}
