import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actual, CategoryActual, ScopeActuals } from '../../functions/domain/aggregation/actual.ts';
import type { Indicator, Plan, Result, Titles } from '../../functions/domain/plan/model.ts';
import { buildReport, type ReportInput } from '../../functions/domain/report/build-report.ts';
import type { Catalogue } from '../../functions/domain/report/catalogue.ts';
import { readTemplates } from '../../functions/templates.ts';
import { minimalPlan } from './plan.ts';

const TEMPLATES = join(import.meta.dirname, '..', '..', 'templates');

const titles = (en: string, fr: string, ar: string): Titles => ({ en, fr, ar });

function result(
  code: string,
  parent: string | null,
  level: string,
  title: Titles,
  links: Partial<Result> = {},
): Result {
  return { code, parent, level, title, description: {}, sdg: [], gcm: [], frameworks: [], ...links };
}

function indicator(code: string, of: string, title: Titles, rest: Partial<Indicator> = {}): Indicator {
  return {
    ...{ code, result: of, title, definition: {}, unit: 'people', kind: 'count', direction: 'increase' },
    ...{ overOrgUnits: 'sum', overTime: 'sum', reportedAs: 'per-period', frequency: 'quarterly' },
    ...{ dimensions: [], breakdown: 'complete', baseline: null, baselinePeriod: null },
    ...{ decimals: 0, min: 0, max: null, synonyms: [], reportedBy: [], ...rest },
  };
}

/** A plan with every kind of indicator, titles in English, French and Arabic, and a fourth of the year's target due by a quarter. */
export function reportPlan(): Plan {
  const plan = minimalPlan();
  return {
    ...plan,
    title: titles(
      'Strategic plan for people on the move',
      'Plan stratégique pour les personnes en mouvement',
      'الخطة الاستراتيجية للأشخاص المتنقلين',
    ),
    languages: ['en', 'fr', 'ar'],
    levels: [
      ...plan.levels.map((level) => ({
        ...level,
        title:
          level.code === 'objective' ? titles('Objective', 'Objectif', 'الهدف') : titles('Outcome', 'Effet', 'النتيجة'),
      })),
      { code: 'output', order: 3, strand: 'objective', title: titles('Output', 'Produit', 'الناتج') },
      { code: 'enabler', order: 1, strand: 'enabler', title: titles('Enabler', 'Levier', 'عامل التمكين') },
      { code: 'priority', order: 1, strand: 'cross-cutting', title: titles('Priority', 'Priorité', 'الأولوية') },
    ],
    results: [
      result(
        '1',
        null,
        'objective',
        titles(
          'People on the move are safe and live in dignity',
          'Les personnes en mouvement vivent en sécurité et dans la dignité',
          'يعيش الأشخاص المتنقلون في أمان وكرامة',
        ),
        { sdg: ['10.7', '3'], gcm: ['7', '15'] },
      ),
      result(
        '1a',
        '1',
        'outcome',
        titles('Suffering in crises is relieved', 'La souffrance recule dans les crises', 'تخفيف المعاناة في الأزمات'),
      ),
      result(
        '1a.1',
        '1a',
        'output',
        titles('Families have shelter', 'Les familles ont un abri', 'تحصل الأسر على مأوى'),
        { gcm: ['7'] },
      ),
      result(
        '1a.2',
        '1a',
        'output',
        titles('People have safe water', 'Les personnes disposent d’eau salubre', 'يحصل الناس على مياه مأمونة'),
        { gcm: ['15'] },
      ),
      result(
        '2',
        null,
        'objective',
        titles(
          'Displaced people find lasting solutions',
          'Les personnes déplacées trouvent des solutions durables',
          'يجد النازحون حلولاً دائمة',
        ),
        { sdg: ['16'], gcm: ['2'] },
      ),
      result(
        '2a',
        '2',
        'outcome',
        titles('Communities withstand shocks', 'Les communautés résistent aux chocs', 'صمود المجتمعات في وجه الصدمات'),
      ),
      result(
        'E1',
        null,
        'enabler',
        titles('A workforce that is able and well', 'Un personnel compétent et en bonne santé', 'قوة عاملة مؤهلة'),
      ),
      result(
        'C1',
        null,
        'priority',
        titles('Integrity and transparency', 'Intégrité et transparence', 'النزاهة والشفافية'),
      ),
    ],
    indicators: [
      indicator(
        '1a.1.1',
        '1a.1',
        titles('People given shelter', 'Personnes hébergées', 'الأشخاص الذين حصلوا على مأوى'),
        { dimensions: ['sex', 'nationality'], baseline: 3500, baselinePeriod: '2024' },
      ),
      indicator(
        '1a.1.2',
        '1a.1',
        titles(
          'People still living in collective centres',
          'Personnes vivant encore en centre collectif',
          'الأشخاص الذين ما زالوا في مراكز جماعية',
        ),
        { direction: 'decrease', overTime: 'latest', baseline: 9000, baselinePeriod: '2024' },
      ),
      indicator(
        '1a.2.1',
        '1a.2',
        titles(
          'Share of sites with safe water',
          'Part des sites disposant d’eau salubre',
          'نسبة المواقع التي تتوفر فيها مياه مأمونة',
        ),
        {
          unit: '%',
          kind: 'percentage',
          overOrgUnits: 'ratio',
          overTime: 'latest',
          decimals: 1,
          baseline: 0.4,
          baselinePeriod: '2024',
        },
      ),
      indicator(
        '2a.1',
        '2a',
        titles('Money transferred to households', 'Montants transférés aux ménages', 'المبالغ المحوّلة إلى الأسر'),
        { unit: 'USD', kind: 'amount', decimals: 2 },
      ),
      indicator(
        '2a.2',
        '2a',
        titles('Preparedness score of authorities', 'Indice de préparation des autorités', 'مؤشر استعداد السلطات'),
        {
          unit: 'points',
          kind: 'score',
          overOrgUnits: 'mean',
          overTime: 'latest',
          decimals: 1,
          baseline: 2.5,
          baselinePeriod: '2024',
        },
      ),
      indicator(
        'E1.1',
        'E1',
        titles('Staff trained in safety', 'Membres du personnel formés à la sécurité', 'الموظفون المدرَّبون على السلامة'),
      ),
    ],
    targets: [
      ...([
        ['1a.1.1', 20000],
        ['1a.1.2', 5000],
        ['1a.2.1', 0.8],
        ['2a.1', 4000000],
        ['2a.2', 4],
      ] as const),
    ].map(([code, value]) => ({ indicator: code, orgUnit: 'GLOBAL', period: '2025', value })),
  };
}

function cells(dimension: string, values: Readonly<Record<string, number>>): CategoryActual[] {
  return Object.entries(values).map(([category, value]) => ({ dimension, category, value }));
}

function actual(code: string, value: number | null, yearToDate: number | null, rest: Partial<Actual> = {}): Actual {
  const coverage = { reported: value === null ? 0 : 3, expected: 4 };
  const parts = { breakdowns: [], crossed: [], unknown: [] };
  const ratio = { numerator: null, denominator: null };
  return { indicator: code, value, ...ratio, yearToDate, planToDate: yearToDate, coverage, ...parts, ...rest };
}

/** Actuals of a scope whose figures grow with `scale`; 1 for the whole world. */
export function syntheticActuals(scope: string, period: string, scale = 1): ScopeActuals {
  const people = (share: number) => Math.round(6200 * scale * share);
  const countries = [
    'AFG',
    'COD',
    'COL',
    'ETH',
    'HND',
    'IRQ',
    'MMR',
    'NER',
    'SDN',
    'SOM',
    'SSD',
    'SYR',
    'TCD',
    'UKR',
    'VEN',
    'YEM',
  ];
  const origins = Object.fromEntries(
    countries.map((code, index) => [code, index === 3 ? 3 : Math.round(people(0.2) / (index + 1))]),
  );
  return {
    ...{ scope, period, planVersion: 2, entries: 11, carried: 0, dataAsOf: '2025-07-18T14:03:00.000Z' },
    coverage: { reported: 3, expected: 4 },
    missing: ['NER'],
    late: ['COL'],
    actuals: [
      actual('1a.1.1', people(1), people(1.9), {
        breakdowns: [
          ...cells('sex', { female: people(0.56), male: people(1) - people(0.56) }),
          ...cells('nationality', origins),
        ],
      }),
      actual('1a.1.2', people(1.1), people(1.1)),
      actual('1a.2.1', 0.1 + 0.52 * Math.min(1, scale), 0.62),
      actual('2a.1', 350000.5 * scale, 610000.25 * scale),
      actual('2a.2', 3.4, 3.4),
      actual('E1.1', null, null),
    ],
    notes: [
      { orgUnit: 'KEN', indicator: '1a.1.1', period, text: 'Floods in May delayed two sites <b>& more</b>.' },
      { orgUnit: 'COL', indicator: '2a.1', period, text: 'Incluye el programa de la frontera.' },
    ],
  };
}

/** The words of one language. */
export function reportCatalogue(language: string): Catalogue {
  return readTemplates(TEMPLATES).catalogue(language);
}

/** What a page's policy knows its scripts by. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** A template or style sheet as it stands in `templates/`. */
export function templateSource(path: string): string {
  return readFileSync(join(TEMPLATES, path), 'utf8');
}

/** Everything a global report for the second quarter of 2025 is built from. */
export function reportInput(language = 'en', changes: Partial<ReportInput> = {}): ReportInput {
  return {
    ...{ plan: reportPlan(), planVersion: 2, period: '2025-Q2', scope: 'GLOBAL', language },
    catalogue: reportCatalogue(language),
    current: syntheticActuals('GLOBAL', '2025-Q2'),
    children: [syntheticActuals('AFR', '2025-Q2', 0.7), syntheticActuals('AME', '2025-Q2', 0.3)],
    history: [syntheticActuals('GLOBAL', '2024-Q4', 0.4), syntheticActuals('GLOBAL', '2025-Q1', 0.8)],
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    ...changes,
  };
}

export function reportModel(language = 'en', changes: Partial<ReportInput> = {}) {
  return buildReport(reportInput(language, changes));
}

/** Who had reported, as the site says it. */
export const WHO_REPORTED = {
  counts: { silent: 3, returned: 1, partial: 2, complete: 7, 'not-expected': 4 },
  due: '2025-07-31',
};
