import type { Category, Dimension, Indicator, Plan } from '../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../plan.ts';

function titles(en: string, fr: string, es: string, ar: string) {
  return { title: { en, fr, es, ar } };
}

const BASE: Omit<Indicator, 'code' | 'title' | 'kind' | 'unit' | 'overOrgUnits'> = {
  ...{ result: '1a', definition: {}, reportedAs: 'per-period', frequency: 'quarterly', direction: 'increase' },
  ...{ overTime: 'sum', breakdown: 'optional', baseline: null, baselinePeriod: null, min: null, max: null },
  ...{ synonyms: [], reportedBy: [], dimensions: [], decimals: 0 },
};

const INDICATORS: readonly Indicator[] = [
  {
    ...{ ...BASE, code: '1a.1', kind: 'count', unit: 'people', overOrgUnits: 'sum', dimensions: ['sex', 'age'] },
    ...titles('People sheltered', 'Personnes hébergées', 'Personas alojadas', 'الأشخاص المستفيدون من المأوى'),
  },
  {
    ...{ ...BASE, code: '1a.2', kind: 'count', unit: 'kits', overOrgUnits: 'sum', dimensions: ['sex', 'nationality'] },
    ...titles('Kits handed out', 'Lots distribués', 'Lotes entregados', 'المجموعات الموزعة'),
  },
  {
    ...{ ...BASE, code: '1a.3', kind: 'amount', unit: 'USD', overOrgUnits: 'sum', decimals: 2, dimensions: ['sex'] },
    ...titles('Cash paid', 'Espèces versées', 'Efectivo pagado', 'النقد المدفوع'),
  },
  {
    ...{
      ...BASE,
      code: '1a.4',
      kind: 'percentage',
      unit: '%',
      overOrgUnits: 'ratio',
      decimals: 1,
      dimensions: ['sex'],
    },
    ...titles('Complaints closed', 'Plaintes traitées', 'Quejas resueltas', 'الشكاوى المغلقة'),
  },
  {
    ...{ ...BASE, code: '1a.5', kind: 'percentage', unit: '%', overOrgUnits: 'mean', decimals: 1 },
    ...titles('Trust in the police', 'Confiance envers la police', 'Confianza en la policía', 'الثقة بالشرطة'),
  },
  {
    ...{ ...BASE, code: '1a.6', kind: 'score', unit: 'points', overOrgUnits: 'mean', decimals: 2 },
    ...titles('Score of protection', 'Note de protection', 'Nota de protección', 'درجة الحماية'),
  },
  {
    ...{ ...BASE, code: '1a.7', kind: 'yes-no', unit: 'countries', overOrgUnits: 'sum', frequency: 'annual' },
    ...titles('Policy in force', 'Politique en vigueur', 'Política en vigor', 'السياسة السارية'),
  },
  {
    ...{ ...BASE, code: 'E4.1', kind: 'count', unit: 'visits', overOrgUnits: 'sum', frequency: 'monthly' },
    ...titles('Visits made', 'Visites effectuées', 'Visitas realizadas', 'الزيارات المنفذة'),
  },
];

function category(code: string, en: string, fr: string, es: string, ar: string, synonyms: string[] = []): Category {
  return { code, ...titles(en, fr, es, ar), synonyms };
}

const DIMENSIONS: readonly Dimension[] = [
  {
    ...{ code: 'sex', ...titles('Sex', 'Sexe', 'Sexo', 'الجنس'), synonyms: ['gender'], open: false },
    categories: [
      category('female', 'Women', 'Femmes', 'Mujeres', 'إناث', ['F']),
      category('male', 'Men', 'Hommes', 'Hombres', 'ذكور', ['M']),
    ],
  },
  {
    ...{
      code: 'age',
      ...titles('Age group', 'Groupe d’âge', 'Grupo de edad', 'الفئة العمرية'),
      synonyms: [],
      open: false,
    },
    categories: [
      category('0-17', 'Children', 'Enfants', 'Menores', 'الأطفال'),
      category('18-59', 'Adults', 'Adultes', 'Adultos', 'البالغون'),
      category('60+', 'Older people', 'Personnes âgées', 'Personas mayores', 'كبار السن'),
    ],
  },
  {
    ...{ code: 'nationality', ...titles('Nationality', 'Nationalité', 'Nacionalidad', 'الجنسية'), synonyms: [] },
    ...{ open: true, categories: [] },
  },
];

const MONTHS = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`);
const WINDOW = { opens: '2025-01-01', due: '2026-06-30', closes: '2026-12-31' };

/** A plan in four languages with every kind of indicator, all of 2025 open to KEN in January 2026. */
export function officePlan(): Plan {
  const plan = minimalPlan();
  const named: Record<string, ReturnType<typeof titles>> = {
    KEN: titles('Kenya', 'Kenya', 'Kenia', 'كينيا'),
    'KEN-DAD': titles('Dadaab', 'Dadaab', 'Dadaab', 'داداب'),
  };
  return {
    ...plan,
    languages: ['en', 'fr', 'es', 'ar'],
    indicators: INDICATORS,
    dimensions: DIMENSIONS,
    orgUnits: plan.orgUnits.map((unit) => ({ ...unit, ...named[unit.code], closed: null, opened: null })),
    periods: ['2025', '2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', ...MONTHS].map((period) => ({ period, ...WINDOW })),
    targets: [],
    rules: [],
    crosswalk: [],
  };
}

/** Day on which all of 2025 may be reported under `officePlan`. */
export const OFFICE_TODAY = '2026-01-15';
