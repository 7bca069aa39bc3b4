import type { Dimension, Indicator, OrgUnit, Plan } from '../../../../../functions/domain/plan/model.ts';
import { minimalPlan } from '../../../../support/plan.ts';
import { anIndicator } from '../support.ts';

const REGIONS = 6;
const COUNTRIES = 84;
const OFFICES = 22;

const KINDS = ['count', 'amount', 'yes-no', 'percentage', 'score'] as const;
const OVER_ORG_UNITS = ['sum', 'mean', 'ratio', 'max', 'min', 'none'] as const;
const OVER_TIME = ['sum', 'latest', 'max', 'mean', 'none'] as const;
const FREQUENCIES = ['quarterly', 'monthly', 'semiannual', 'quarterly', 'annual', 'monthly', 'quarterly'] as const;
const DIMENSIONS = [['sex'], ['sex', 'age'], [], ['origin', 'sex'], ['sex'], [], ['sex', 'age', 'origin'], []] as const;
const BREAKDOWNS = ['complete', 'partial', 'optional'] as const;
const REPORTED_BY = [[], [], ['country'], ['office', 'C007', 'C008'], ['region'], ['country', 'global']] as const;

/** What the plan allows to be said of an indicator: shares are not added up but as ratios, running totals are sums. */
function isAllowed({ kind, overOrgUnits, overTime, reportedAs }: Indicator): boolean {
  const isShare = kind === 'percentage' || kind === 'score';
  if ((overOrgUnits === 'ratio' && !isShare) || (overOrgUnits === 'sum' && isShare)) return false;
  if (overTime === 'sum' && (isShare || kind === 'yes-no') && overOrgUnits !== 'ratio') return false;
  return reportedAs === 'per-period' || overTime === 'sum';
}

/** Every combination of kind, roll-up over org units and over time and way of reporting that a plan may have. */
function everyIndicator(): Indicator[] {
  const all = KINDS.flatMap((kind) =>
    OVER_ORG_UNITS.flatMap((overOrgUnits) =>
      OVER_TIME.flatMap((overTime) =>
        (['per-period', 'year-to-date'] as const).map((reportedAs) =>
          anIndicator({ kind, overOrgUnits, overTime, reportedAs }),
        ),
      ),
    ),
  );
  return all.filter(isAllowed).map((indicator, i) => {
    const dimensions = DIMENSIONS[i % DIMENSIONS.length] ?? [];
    const addsUp = indicator.kind === 'count' || indicator.kind === 'amount' || indicator.overOrgUnits === 'ratio';
    return {
      ...indicator,
      ...{ code: `I${String(i).padStart(3, '0')}`, unit: indicator.kind === 'percentage' ? '%' : 'units', dimensions },
      title: { en: `Indicator ${i}`, fr: `Indicateur ${i}` },
      frequency: FREQUENCIES[i % FREQUENCIES.length] ?? 'quarterly',
      breakdown: addsUp && dimensions.length > 0 ? (BREAKDOWNS[i % BREAKDOWNS.length] ?? 'optional') : 'optional',
      reportedBy: REPORTED_BY[i % REPORTED_BY.length] ?? [],
    };
  });
}

function dimension(code: string, categories: readonly string[], open: boolean): Dimension {
  const named = categories.map((category) => ({ code: category, title: { en: `${code} ${category}` }, synonyms: [] }));
  return { code, title: { en: `By ${code}` }, synonyms: [], open, categories: named };
}

const SEX = dimension('sex', ['female', 'male'], false);
const AGE = dimension('age', ['child', 'adult'], false);
const ORIGIN = dimension('origin', ['AFG', 'SYR'], true);

/** Some countries open late, some close; in the second version of the plan some belong to another region. */
function unitsOf(version: 1 | 2): OrgUnit[] {
  const unit = (code: string, parent: string | null, kind: OrgUnit['kind'], i = 0): OrgUnit => ({
    ...{ code, parent, kind, title: { en: `Unit ${code}` }, iso3: null, language: 'en', email: 'a@example.org' },
    opened: kind !== 'global' && kind !== 'region' && i % 11 === 3 ? '2025-05-15' : null,
    closed: kind === 'country' && i % 13 === 5 ? '2025-08-31' : kind === 'office' && i % 9 === 4 ? '2024-12-31' : null,
    synonyms: [],
  });
  const region = (i: number) => `R${(version === 2 && i % 8 === 0 ? i + 1 : i) % REGIONS}`;
  const country = (i: number) => `C${String(i).padStart(3, '0')}`;
  return [
    unit('GLOBAL', null, 'global'),
    ...Array.from({ length: REGIONS }, (_, i) => unit(`R${i}`, 'GLOBAL', 'region')),
    ...Array.from({ length: COUNTRIES }, (_, i) => unit(country(i), region(i), 'country', i)),
    ...Array.from({ length: OFFICES }, (_, i) => unit(`${country(i * 3)}-X`, country(i * 3), 'office', i)),
  ];
}

function planOf(version: 1 | 2): Plan {
  const window = { opens: '2024-01-01', due: '2028-12-31', closes: '2028-12-31' };
  return minimalPlan({
    ...{ indicators: everyIndicator(), dimensions: [SEX, AGE, ORIGIN], orgUnits: unitsOf(version), languages: ['en'] },
    ...{ targets: [], rules: [], crosswalk: [], subscriptions: [], effectiveFrom: version === 1 ? '2024' : '2025-Q3' },
    periods: ['2024', '2025', '2026'].map((period) => ({ period, ...window })),
  });
}

/** The versions of the plan; the second governs what begins with July 2025 or later. */
export const PLANS = { 1: planOf(1), 2: planOf(2) } as const;
