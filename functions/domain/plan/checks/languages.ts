import { flag, type PlanCheck } from '../workbook/draft.ts';

/** The default language is one of the plan's, and each of them one there are words in: in another one reports and mails have English words. */
export const languagesCheck: PlanCheck = ({ settings, spoken }) => {
  if (!settings.sound('languages', 'defaultLanguage')) return [];
  const { languages, defaultLanguage } = settings.item;
  const silent = languages.filter((language) => spoken !== null && !spoken.includes(language));
  return [
    ...(languages.includes(defaultLanguage)
      ? []
      : [flag(settings, 'defaultLanguage', 'plan-language-not-in-plan', 'error', languages.join('; '))]),
    ...silent.map((language) =>
      flag(settings, 'languages', 'plan-language-without-words', 'warning', spoken?.join('; ') ?? null, { language }),
    ),
  ];
};
