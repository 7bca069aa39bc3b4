import { comparisonKey } from '../headers/key.ts';

const MONTHS: readonly string[] = [
  'january jan janvier janv enero ene يناير كانون_الثاني جانفي',
  'february feb février févr fév febrero فبراير شباط فيفري',
  'march mar mars marzo مارس آذار',
  'april apr avril avr abril abr أبريل نيسان أفريل إبريل',
  'may mai mayo مايو أيار ماي',
  'june jun juin junio يونيو حزيران جوان',
  'july jul juillet juil julio يوليو تموز جويلية',
  'august aug août agosto ago أغسطس آب أوت',
  'september sep sept septembre septiembre set سبتمبر أيلول',
  'october oct octobre octubre أكتوبر تشرين_الأول',
  'november nov novembre noviembre نوفمبر تشرين_الثاني',
  'december dec décembre déc diciembre dic ديسمبر كانون_الأول',
];

/** Month numbers 1-12 by name, as comparison keys. */
export const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) =>
    names.split(' ').map((name) => [comparisonKey(name.replace('_', ' ')), index + 1] as const),
  ),
);

const ORDINALS: readonly string[] = [
  'i first 1st premier première 1er 1ère 1re primer primero primera 1o 1ro الأول الاول الأولى',
  'ii second 2nd deuxième seconde 2e 2ème 2eme 2nde segundo segunda 2o 2do الثاني الثانية',
  'iii third 3rd troisième 3e 3ème 3eme tercer tercero tercera 3o 3ro الثالث الثالثة',
  'iv fourth 4th quatrième 4e 4ème 4eme cuarto cuarta 4o 4to الرابع الرابعة',
];

/** 1-4 by ordinal word or numeral, as comparison keys. */
export const ORDINAL_NUMBERS: ReadonlyMap<string, number> = new Map(
  ORDINALS.flatMap((words, index) => words.split(' ').map((word) => [comparisonKey(word), index + 1] as const)),
);

export const QUARTER_NAMES: ReadonlySet<string> = new Set(
  ['q', 't', 'quarter', 'qtr', 'trimestre', 'trim', 'الربع', 'ربع'].map(comparisonKey),
);

export const HALF_NAMES: ReadonlySet<string> = new Set(
  ['s', 'h', 'semester', 'half', 'half year', 'semestre', 'sem', 'النصف', 'نصف'].map(comparisonKey),
);

/** Words between the first and the last month or day of a period, as they are written. */
export const RANGE_TEXTS: readonly string[] = ['to', 'until', 'au', 'à', 'al', 'a', 'hasta', 'إلى', 'الى', 'حتى'];

export const RANGE_WORDS: ReadonlySet<string> = new Set(RANGE_TEXTS.map(comparisonKey));

/** Every word of months and of parts of a year, as it is written. */
export const PERIOD_WORDS: readonly string[] = [...MONTHS, ...ORDINALS].flatMap((names) => names.split(/[ _]/));

/** Words that say nothing about which period is meant. */
export const FILLERS: ReadonlySet<string> = new Set(
  [
    'year',
    'année',
    'annee',
    'an',
    'año',
    'fy',
    'annual',
    'annuel',
    'anual',
    'de',
    'del',
    'of',
    'the',
    'le',
    'el',
    'عام',
    'سنة',
    'السنة',
    'العام',
    'لعام',
    'من',
    'لسنة',
    'month',
    'mois',
    'mes',
    'شهر',
    'الشهر',
  ].map(comparisonKey),
);
