import { flag, type PlanCheck } from '../workbook/draft.ts';

/** Every org unit can be written to, in a language the plan has. */
export const orgUnitContactCheck: PlanCheck = ({ orgUnits, settings }) =>
  orgUnits.flatMap((entry) => {
    const { email, language } = entry.item;
    const { languages } = settings.item;
    return [
      ...(email === null && entry.sound('email') ? [flag(entry, 'email', 'plan-no-email', 'warning')] : []),
      ...(settings.sound('languages', 'defaultLanguage') && entry.sound('language') && !languages.includes(language)
        ? [flag(entry, 'language', 'plan-language-not-in-plan', 'warning', languages.join('; '))]
        : []),
    ];
  });
