import type { HeaderRole, Plan } from '../../functions/domain/plan/model.ts';
import type { Cell, Grid } from '../../functions/domain/sheet/grid.ts';

export type Rows = readonly (readonly Cell[])[];

/** A small valid plan workbook: first row of each sheet its columns. Says the same as `minimalPlan()`. */
const SHEETS: Readonly<Record<string, Rows>> = {
  Plan: [
    ['key', 'value'],
    ['id', 'demo'],
    ['title.en', 'Demonstration plan'],
    ['title.fr', 'Plan de démonstration'],
    ['start', { kind: 'date', iso: '2024-01-01' }],
    ['end', '2028-12-31'],
    ['effectiveFrom', 2024],
    ['languages', 'en, fr'],
    ['defaultLanguage', 'en'],
    ['acceptance', 'partial'],
    ['suppressBelow', 5],
    ['onTrackAt', 0.9],
    ['offTrackBelow', 0.6],
    ['timeZone', 'Europe/Zurich'],
  ],
  Levels: [
    ['code', 'order', 'strand', 'title.en', 'title.fr'],
    ['objective', 1, 'objective', 'Objective', 'Objectif'],
    ['outcome', 2, 'objective', 'Outcome', 'Effet direct'],
  ],
  Results: [
    ['code', 'level', 'parent', 'title.en', 'title.fr', 'description.en', 'description.fr', 'sdg', 'gcm', 'frameworks'],
    [1, 'objective', null, 'Lives are saved', 'Des vies sont sauvées', null, null, '10.7; 16', '7; 15', null],
    ['1a', 'outcome', '1', 'Suffering is relieved', 'La souffrance recule', null, null, 10.7, 7, 'Grand Bargain'],
  ],
  Indicators: [
    [
      ...['code', 'result', 'title.en', 'title.fr', 'definition.en', 'definition.fr', 'unit', 'kind', 'direction'],
      ...['overOrgUnits', 'overTime', 'reportedAs', 'frequency', 'dimensions', 'breakdown', 'baseline'],
      ...['baselinePeriod', 'decimals', 'min', 'max', 'synonyms', 'reportedBy'],
    ],
    [
      ...[
        '1a.1',
        '1a',
        'People reached',
        'Personnes atteintes',
        'Each person once',
        'Chaque personne une fois',
        'people',
      ],
      ...['count', 'increase', 'sum', 'sum', 'per-period', 'quarterly', 'sex; nationality', 'complete', 1000, 2024],
      ...[0, 0, null, 'reached; beneficiaries', null],
    ],
    [
      ...['1a.2', '1a', 'Share satisfied', 'Part de satisfaits', null, null, '%', 'percentage', 'increase', 'ratio'],
      ...['latest', 'per-period', 'quarterly', null, null, '40%', 2024, 1, 0, 1, null, null],
    ],
    [
      ...['1a.3', '1a', 'People in camps', 'Personnes en camp', null, null, 'people', 'count', 'decrease', 'sum'],
      ...['latest', 'per-period', 'quarterly', null, null, null, null, 0, 0, null, null, 'country'],
    ],
    [
      ...['1a.4', '1a', 'Countries with a policy', 'Pays dotés d’une politique', null, null, 'countries', 'yes-no'],
      ...['increase', 'sum', 'latest', 'per-period', 'annual', null, null, null, null, 0, null, null, null, 'KEN; COL'],
    ],
  ],
  Dimensions: [
    ['dimension', 'category', 'title.en', 'title.fr', 'synonyms'],
    ['sex', null, 'Sex', 'Sexe', 'gender'],
    ['sex', 'female', 'Women and girls', 'Femmes et filles', 'F; women'],
    ['sex', 'male', 'Men and boys', 'Hommes et garçons', 'M; men'],
    ['nationality', '*', 'Nationality', 'Nationalité', 'origin'],
  ],
  OrgUnits: [
    [
      ...['code', 'parent', 'kind', 'title.en', 'title.fr', 'iso3', 'language', 'email', 'opened', 'closed'],
      'synonyms',
    ],
    ['GLOBAL', null, 'global', 'World', 'Monde', null, 'en', 'hq@example.org', null, null, null],
    ['AFR', 'GLOBAL', 'region', 'Africa', 'Afrique', null, 'fr', 'afr@example.org', null, null, null],
    ['AME', 'GLOBAL', 'region', 'The Americas', 'Amériques', null, 'en', 'ame@example.org', null, null, null],
    ['KEN', 'AFR', 'country', 'Kenya', 'Kenya', 'KEN', 'en', 'ken@example.org', null, null, null],
    ['NER', 'AFR', 'country', 'Niger', 'Niger', 'NER', 'fr', 'ner@example.org', '2025-04-01', null, 'Niger (the)'],
    ['COL', 'AME', 'country', 'Colombia', 'Colombie', 'COL', 'en', 'col@example.org', null, null, null],
    ['KEN-DAD', 'KEN', 'office', 'Dadaab', 'Dadaab', null, 'en', 'dad@example.org', null, '2025-06-30', null],
  ],
  Targets: [
    ['indicator', 'orgUnit', 'period', 'value', 'numerator', 'denominator'],
    ['1a.1', 'GLOBAL', 2025, 8000, null, null],
    ['1a.1', 'KEN', 2025, 4000, null, null],
    ['1a.2', 'GLOBAL', 2025, null, 3, 4],
  ],
  Periods: [
    ['period', 'opens', 'due', 'closes'],
    ['2025-Q1', '2025-04-01', '2025-04-20', '2025-05-31'],
    ['2025-Q2', '2025-07-01', '2025-07-20', '2025-08-31'],
    ['2025-Q3', '2025-10-01', '2025-10-20', '2025-11-30'],
    ['2025-Q4', '2026-01-01', '2026-01-20', '2026-02-28'],
    [2025, '2026-01-01', '2026-01-31', '2026-03-31'],
  ],
  Rules: [
    ['code', 'severity', 'left', 'operator', 'right', 'message.en', 'message.fr'],
    ['R1', 'warning', '1a.3', '<=', '1a.1', 'More in camps than reached', 'Plus de personnes en camp qu’atteintes'],
  ],
  Crosswalk: [
    ['oldCode', 'newCode', 'effectiveFrom'],
    ['0a.9', '1a.1', 2024],
  ],
  Headers: [
    ['role', 'synonyms'],
    ['orgUnit', 'mission; duty station'],
    ['period', 'reporting period'],
    ['ignore', 'remarks'],
  ],
  Subscriptions: [
    ['email', 'report', 'scope', 'frequency', 'language', 'formats'],
    ['hq@example.org', 'results', 'GLOBAL', 'quarterly', 'en', 'html; pdf'],
    ['afr@example.org', 'results', 'AFR', 'annual', 'fr', 'pdf'],
  ],
};

/** The rows to put in the place of a sheet's own, a change of them, or null to leave the sheet out. */
export type SheetOverride = Rows | ((rows: Rows) => Rows) | null;

/** The grids of a small valid plan workbook, with some sheets replaced, changed, added or left out. */
export function minimalPlanGrids(overrides: Readonly<Record<string, SheetOverride>> = {}): Grid[] {
  const names = new Set([...Object.keys(SHEETS), ...Object.keys(overrides)]);
  return [...names].flatMap((sheet) => {
    const own = SHEETS[sheet] ?? [];
    const override = overrides[sheet];
    if (override === null) return [];
    const rows = override === undefined ? own : typeof override === 'function' ? override(own) : override;
    return [{ sheet, hidden: false, rows }];
  });
}

/** Changes one cell of a sheet: its row as the workbook numbers it, its column by name (added where the sheet has none). */
export function cell(row: number, column: string, value: Cell): (rows: Rows) => Rows {
  return (rows) => {
    const header = rows[0] ?? [];
    const known = header.indexOf(column);
    const place = known < 0 ? header.length : known;
    const put = (cells: readonly Cell[], written: Cell) =>
      Array.from({ length: Math.max(cells.length, place + 1) }, (_, i) => (i === place ? written : (cells[i] ?? null)));
    return rows.map((cells, index) =>
      index === row - 1 ? put(cells, value) : index === 0 && known < 0 ? put(cells, column) : cells,
    );
  };
}

/** Adds rows at the end of a sheet. */
export function more(...added: Rows): (rows: Rows) => Rows {
  return (rows) => [...rows, ...added];
}

/** Leaves a column out of a sheet. */
export function without(column: string): (rows: Rows) => Rows {
  return (rows) => {
    const place = (rows[0] ?? []).indexOf(column);
    return rows.map((cells) => cells.filter((_, index) => index !== place));
  };
}

const HEADERS: Readonly<Record<HeaderRole, readonly string[]>> = {
  orgUnit: ['mission', 'duty station'],
  period: ['reporting period'],
  indicator: [],
  value: [],
  numerator: [],
  denominator: [],
  note: [],
  ignore: ['remarks'],
};

const UNIT = { iso3: null, opened: null, closed: null, synonyms: [] };
const INDICATOR = { result: '1a', definition: {}, reportedAs: 'per-period', frequency: 'quarterly' } as const;
const PLAIN = { dimensions: [], breakdown: 'optional', baseline: null, baselinePeriod: null, synonyms: [] } as const;

const PLAN: Plan = {
  id: 'demo',
  title: { en: 'Demonstration plan', fr: 'Plan de démonstration' },
  start: '2024-01-01',
  end: '2028-12-31',
  effectiveFrom: '2024',
  languages: ['en', 'fr'],
  defaultLanguage: 'en',
  acceptance: 'partial',
  suppressBelow: 5,
  onTrackAt: 0.9,
  offTrackBelow: 0.6,
  timeZone: 'Europe/Zurich',
  levels: [
    { code: 'objective', order: 1, strand: 'objective', title: { en: 'Objective', fr: 'Objectif' } },
    { code: 'outcome', order: 2, strand: 'objective', title: { en: 'Outcome', fr: 'Effet direct' } },
  ],
  results: [
    {
      ...{ code: '1', level: 'objective', parent: null, description: {}, sdg: ['10.7', '16'], gcm: ['7', '15'] },
      ...{ title: { en: 'Lives are saved', fr: 'Des vies sont sauvées' }, frameworks: [] },
    },
    {
      ...{ code: '1a', level: 'outcome', parent: '1', description: {}, sdg: ['10.7'], gcm: ['7'] },
      ...{ title: { en: 'Suffering is relieved', fr: 'La souffrance recule' }, frameworks: ['Grand Bargain'] },
    },
  ],
  indicators: [
    {
      ...INDICATOR,
      code: '1a.1',
      title: { en: 'People reached', fr: 'Personnes atteintes' },
      definition: { en: 'Each person once', fr: 'Chaque personne une fois' },
      ...{ unit: 'people', kind: 'count', direction: 'increase', overOrgUnits: 'sum', overTime: 'sum' },
      ...{ dimensions: ['sex', 'nationality'], breakdown: 'complete', baseline: 1000, baselinePeriod: '2024' },
      ...{ decimals: 0, min: 0, max: null, synonyms: ['reached', 'beneficiaries'], reportedBy: [] },
    },
    {
      ...INDICATOR,
      ...PLAIN,
      code: '1a.2',
      title: { en: 'Share satisfied', fr: 'Part de satisfaits' },
      ...{ unit: '%', kind: 'percentage', direction: 'increase', overOrgUnits: 'ratio', overTime: 'latest' },
      ...{ baseline: 0.4, baselinePeriod: '2024', decimals: 1, min: 0, max: 1, reportedBy: [] },
    },
    {
      ...INDICATOR,
      ...PLAIN,
      code: '1a.3',
      title: { en: 'People in camps', fr: 'Personnes en camp' },
      ...{ unit: 'people', kind: 'count', direction: 'decrease', overOrgUnits: 'sum', overTime: 'latest' },
      ...{ decimals: 0, min: 0, max: null, reportedBy: ['country'] },
    },
    {
      ...INDICATOR,
      ...PLAIN,
      code: '1a.4',
      title: { en: 'Countries with a policy', fr: 'Pays dotés d’une politique' },
      ...{ unit: 'countries', kind: 'yes-no', direction: 'increase', overOrgUnits: 'sum', overTime: 'latest' },
      ...{ frequency: 'annual', decimals: 0, min: null, max: null, reportedBy: ['KEN', 'COL'] },
    },
  ],
  dimensions: [
    {
      code: 'sex',
      title: { en: 'Sex', fr: 'Sexe' },
      synonyms: ['gender'],
      open: false,
      categories: [
        { code: 'female', title: { en: 'Women and girls', fr: 'Femmes et filles' }, synonyms: ['F', 'women'] },
        { code: 'male', title: { en: 'Men and boys', fr: 'Hommes et garçons' }, synonyms: ['M', 'men'] },
      ],
    },
    {
      code: 'nationality',
      title: { en: 'Nationality', fr: 'Nationalité' },
      synonyms: ['origin'],
      open: true,
      categories: [],
    },
  ],
  orgUnits: [
    {
      ...{ ...UNIT, code: 'GLOBAL', parent: null, kind: 'global', title: { en: 'World', fr: 'Monde' } },
      ...{ language: 'en', email: 'hq@example.org' },
    },
    {
      ...{ ...UNIT, code: 'AFR', parent: 'GLOBAL', kind: 'region', title: { en: 'Africa', fr: 'Afrique' } },
      ...{ language: 'fr', email: 'afr@example.org' },
    },
    {
      ...{ ...UNIT, code: 'AME', parent: 'GLOBAL', kind: 'region', title: { en: 'The Americas', fr: 'Amériques' } },
      ...{ language: 'en', email: 'ame@example.org' },
    },
    {
      ...{ ...UNIT, code: 'KEN', parent: 'AFR', kind: 'country', title: { en: 'Kenya', fr: 'Kenya' }, iso3: 'KEN' },
      ...{ language: 'en', email: 'ken@example.org' },
    },
    {
      ...{ ...UNIT, code: 'NER', parent: 'AFR', kind: 'country', title: { en: 'Niger', fr: 'Niger' }, iso3: 'NER' },
      ...{ language: 'fr', email: 'ner@example.org', opened: '2025-04-01', synonyms: ['Niger (the)'] },
    },
    {
      ...{ ...UNIT, code: 'COL', parent: 'AME', kind: 'country', title: { en: 'Colombia', fr: 'Colombie' } },
      ...{ language: 'en', email: 'col@example.org', iso3: 'COL' },
    },
    {
      ...{ ...UNIT, code: 'KEN-DAD', parent: 'KEN', kind: 'office', title: { en: 'Dadaab', fr: 'Dadaab' } },
      ...{ language: 'en', email: 'dad@example.org', closed: '2025-06-30' },
    },
  ],
  targets: [
    { indicator: '1a.1', orgUnit: 'GLOBAL', period: '2025', value: 8000 },
    { indicator: '1a.1', orgUnit: 'KEN', period: '2025', value: 4000 },
    { indicator: '1a.2', orgUnit: 'GLOBAL', period: '2025', value: 0.75 },
  ],
  periods: [
    { period: '2025-Q1', opens: '2025-04-01', due: '2025-04-20', closes: '2025-05-31' },
    { period: '2025-Q2', opens: '2025-07-01', due: '2025-07-20', closes: '2025-08-31' },
    { period: '2025-Q3', opens: '2025-10-01', due: '2025-10-20', closes: '2025-11-30' },
    { period: '2025-Q4', opens: '2026-01-01', due: '2026-01-20', closes: '2026-02-28' },
    { period: '2025', opens: '2026-01-01', due: '2026-01-31', closes: '2026-03-31' },
  ],
  rules: [
    {
      ...{ code: 'R1', severity: 'warning', left: '1a.3', operator: '<=', right: '1a.1' },
      message: { en: 'More in camps than reached', fr: 'Plus de personnes en camp qu’atteintes' },
    },
  ],
  crosswalk: [{ oldCode: '0a.9', newCode: '1a.1', effectiveFrom: '2024' }],
  headers: HEADERS,
  subscriptions: [
    {
      ...{ email: 'hq@example.org', report: 'results', scope: 'GLOBAL', frequency: 'quarterly', language: 'en' },
      formats: ['html', 'pdf'],
    },
    {
      ...{ email: 'afr@example.org', report: 'results', scope: 'AFR', frequency: 'annual', language: 'fr' },
      formats: ['pdf'],
    },
  ],
};

/** The plan that `minimalPlanGrids()` says, with some parts replaced. */
export function minimalPlan(overrides: Partial<Plan> = {}): Plan {
  return { ...PLAN, ...overrides };
}
