import type { ValidationIssue } from '../../validation/issue.ts';
import type { Subscription } from '../model.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

function issuesOf(entry: Entry<Subscription>, { settings }: Draft, world: ReadonlySet<string>): ValidationIssue[] {
  const { language, formats, scope } = entry.item;
  const { languages } = settings.item;
  const unspoken =
    settings.sound('languages', 'defaultLanguage') && entry.sound('language') && !languages.includes(language);
  return [
    ...(unspoken ? [flag(entry, 'language', 'plan-language-not-in-plan', 'error', languages.join('; '))] : []),
    ...(formats.includes('iati') && entry.sound('scope', 'formats') && !world.has(scope)
      ? [flag(entry, 'formats', 'plan-format-global-only', 'warning', 'html; pdf; xlsx; csv; json')]
      : []),
  ];
}

/** A subscription asks for what is made: a language of the plan, and the IATI file of the world only. */
export const subscriptionsCheck: PlanCheck = (draft) => {
  const world = new Set(draft.orgUnits.filter(({ item }) => item.kind === 'global').map(({ item }) => item.code));
  return draft.subscriptions.flatMap((entry) => issuesOf(entry, draft, world));
};
