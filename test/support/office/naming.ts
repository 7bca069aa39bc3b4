import fc from 'fast-check';
import type { Plan } from '../../../functions/domain/plan/model.ts';

/** How one office calls what the plan names, and the columns of its tables. */
export interface Naming {
  readonly orgUnit: (code: string) => string;
  readonly indicator: (code: string) => string;
  readonly dimension: (code: string) => string;
  readonly category: (dimension: string, code: string) => string;
  readonly period: (period: string) => string;
  readonly word: (word: Word) => string;
  readonly answer: (yes: boolean) => string;
}

export type Word = 'orgUnit' | 'period' | 'indicator' | 'value' | 'numerator' | 'denominator' | 'note' | 'total';
export type Language = 'en' | 'fr' | 'es' | 'ar';

const WORDS: Readonly<Record<Language, Readonly<Record<Word, string>>>> = {
  en: {
    ...{ orgUnit: 'Office', period: 'Reporting period', indicator: 'Indicator', value: 'Value' },
    ...{ numerator: 'Numerator', denominator: 'Denominator', note: 'Comments', total: 'Total' },
  },
  fr: {
    ...{ orgUnit: 'Bureau', period: 'Période', indicator: 'Indicateur', value: 'Valeur' },
    ...{ numerator: 'Numérateur', denominator: 'Dénominateur', note: 'Commentaires', total: 'Ensemble' },
  },
  es: {
    ...{ orgUnit: 'Oficina', period: 'Período', indicator: 'Indicador', value: 'Valor' },
    ...{ numerator: 'Numerador', denominator: 'Denominador', note: 'Observaciones', total: 'Total general' },
  },
  ar: {
    ...{ orgUnit: 'المكتب', period: 'الفترة', indicator: 'المؤشر', value: 'القيمة' },
    ...{ numerator: 'البسط', denominator: 'المقام', note: 'ملاحظات', total: 'الإجمالي' },
  },
};

const ANSWERS: Readonly<Record<Language, readonly [string, string]>> = {
  ...{ en: ['no', 'yes'], fr: ['non', 'oui'], es: ['no', 'sí'], ar: ['لا', 'نعم'] },
};

const QUARTERS: Readonly<Record<Language, (quarter: number, year: string) => string>> = {
  en: (quarter, year) => `Q${quarter} ${year}`,
  fr: (quarter, year) => `T${quarter} ${year}`,
  es: (quarter, year) => `${quarter}.º trimestre de ${year}`,
  ar: (quarter, year) => `الربع ${['الأول', 'الثاني', 'الثالث', 'الرابع'][quarter - 1]} ${year}`,
};

function localPeriod(period: string, language: Language): string {
  const [year = '', part = ''] = period.split('-');
  if (part.startsWith('Q')) return QUARTERS[language](Number(part.slice(1)), year);
  if (!/^\d\d$/.test(part)) return period;
  const day = new Date(Date.UTC(Number(year), Number(part) - 1, 1));
  return new Intl.DateTimeFormat(`${language}-u-nu-latn`, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    day,
  );
}

/** Names by codes alone, which any plan has. */
export function byCode(language: Language): Naming {
  return {
    ...{ orgUnit: (code) => code, indicator: (code) => code, dimension: (code) => code },
    ...{ category: (_, code) => code, period: (period) => period },
    word: (word) => WORDS[language][word],
    answer: (yes) => ANSWERS[language][yes ? 1 : 0],
  };
}

/** Names in one of the plan's languages; categories of open lists as they are. */
export function byTitle(plan: Plan, language: Language): Naming {
  const titleOf = (items: readonly { code: string; title: Readonly<Record<string, string>> }[], code: string) =>
    items.find((item) => item.code === code)?.title[language] ?? code;
  return {
    ...byCode(language),
    orgUnit: (code) => titleOf(plan.orgUnits, code),
    indicator: (code) => titleOf(plan.indicators, code),
    dimension: (code) => titleOf(plan.dimensions, code),
    category: (dimension, code) =>
      titleOf(plan.dimensions.find((one) => one.code === dimension)?.categories ?? [], code),
    period: (period) => localPeriod(period, language),
  };
}

export const languages: fc.Arbitrary<Language> = fc.constantFrom('en', 'fr', 'es', 'ar');

/** Any way in which an office may name the things of a plan in four languages: headers in one, titles or codes. */
export function arbitraryNaming(plan: Plan): fc.Arbitrary<Naming> {
  return fc
    .record({ headers: languages, titles: languages, by: fc.record({ what: fc.boolean(), when: fc.boolean() }) })
    .map(({ headers, titles, by }) => {
      const [codes, names] = [byCode(headers), byTitle(plan, titles)];
      return {
        ...codes,
        ...(by.what ? { ...names, period: codes.period } : {}),
        ...(by.when ? { period: names.period } : {}),
        word: codes.word,
      };
    });
}
