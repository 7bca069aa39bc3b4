import { flag, type PlanCheck } from '../workbook/draft.ts';

/** The languages Jalon has its own words in; a plan in another one gets its reports and mails with English words. */
const SPOKEN = ['en', 'fr', 'es', 'ar'];

/** The default language is one of the plan's, and each of them is one Jalon speaks. */
export const languagesCheck: PlanCheck = ({ settings }) => {
  if (!settings.sound('languages', 'defaultLanguage')) return [];
  const { languages, defaultLanguage } = settings.item;
  const silent = languages.filter((language) => !SPOKEN.includes(language));
  return [
    ...(languages.includes(defaultLanguage)
      ? []
      : [flag(settings, 'defaultLanguage', 'plan-language-not-in-plan', 'error', languages.join('; '))]),
    ...silent.map((language) =>
      flag(settings, 'languages', 'plan-language-without-words', 'warning', SPOKEN.join('; '), { language }),
    ),
  ];
};
