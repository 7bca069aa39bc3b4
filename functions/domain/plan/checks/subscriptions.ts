import type { ValidationIssue } from '../../validation/issue.ts';
import type { OrgUnit, Subscription } from '../model.ts';
import { firstDay, frequencyOf, isPeriod } from '../period.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** A report that is never due: no period is as long, or its unit is closed before this version takes effect. */
function idleIssues(entry: Entry<Subscription>, draft: Draft, units: ReadonlyMap<string, OrgUnit>): ValidationIssue[] {
  const { periods, settings } = draft;
  const { effectiveFrom } = settings.item;
  const known = periods.length > 0 && periods.every(({ sound }) => sound('period'));
  const lengths = [...new Set(known ? periods.map(({ item }) => frequencyOf(item.period)) : [])];
  const from = settings.sound('effectiveFrom') && isPeriod(effectiveFrom) ? firstDay(effectiveFrom) : '';
  const closed = units.get(entry.item.scope)?.closed ?? null;
  return [
    ...(known && entry.sound('frequency') && !lengths.includes(entry.item.frequency)
      ? [flag(entry, 'frequency', 'plan-subscription-without-period', 'warning', lengths.join('; '))]
      : []),
    ...(closed !== null && closed < from
      ? [flag(entry, 'scope', 'plan-subscription-closed-unit', 'warning', null, { closed })]
      : []),
  ];
}

function issuesOf(entry: Entry<Subscription>, { settings }: Draft, world: ReadonlySet<string>): ValidationIssue[] {
  const { report, frequency, language, formats, scope } = entry.item;
  const { languages } = settings.item;
  const unspoken =
    settings.sound('languages', 'defaultLanguage') && entry.sound('language') && !languages.includes(language);
  return [
    ...(unspoken ? [flag(entry, 'language', 'plan-language-not-in-plan', 'error', languages.join('; '))] : []),
    ...(report === 'annual' && frequency !== 'annual' && entry.sound('frequency', 'report')
      ? [flag(entry, 'frequency', 'plan-annual-frequency', 'error', 'annual')]
      : []),
    ...(formats.includes('iati') && entry.sound('scope', 'formats') && !world.has(scope)
      ? [flag(entry, 'formats', 'plan-format-global-only', 'warning', 'html; pdf; xlsx; csv; json')]
      : []),
  ];
}

/** A subscription asks for what is made: a language of the plan, a period that takes files, the IATI file of the world only. */
export const subscriptionsCheck: PlanCheck = (draft) => {
  const world = new Set(draft.orgUnits.filter(({ item }) => item.kind === 'global').map(({ item }) => item.code));
  const units = new Map(draft.orgUnits.map(({ item }) => [item.code, item]));
  return draft.subscriptions.flatMap((entry) => [...issuesOf(entry, draft, world), ...idleIssues(entry, draft, units)]);
};
