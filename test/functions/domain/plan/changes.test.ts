import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanChange } from '../../../../functions/domain/plan/changes/change.ts';
import { changeGroups, tellChanges } from '../../../../functions/domain/plan/changes/words.ts';
import { planChanges } from '../../../../functions/domain/plan/changes.ts';
import type { Indicator, Plan } from '../../../../functions/domain/plan/model.ts';
import { createCatalogue } from '../../../../functions/domain/report/catalogue.ts';
import { arbitraryPlan, shuffled } from '../../../support/arbitrary-plan.ts';
import { minimalPlan } from '../../../support/plan.ts';

const BEFORE = minimalPlan();

/** `kind part code` and whatever else the change says, `!` for the dangerous ones. */
function line(change: PlanChange): string {
  const { kind, part, code, dangerous, name: _, ...rest } = change;
  return [`${dangerous ? '!' : ''}${kind}`, part, code, ...Object.values(rest).map(String)].join(' ').trim();
}

const changed = <T extends { readonly code: string }>(items: readonly T[], code: string, change: Partial<T>): T[] =>
  items.map((item) => (item.code === code ? { ...item, ...change } : item));

const indicator = (code: string, change: Partial<Indicator>): Partial<Plan> => ({
  indicators: changed(BEFORE.indicators, code, change),
});

const renumbered: Partial<Plan> = {
  ...indicator('1a.1', { code: '1b.7', result: '1' }),
  targets: BEFORE.targets.map((target) => ({
    ...target,
    indicator: target.indicator === '1a.1' ? '1b.7' : target.indicator,
    value: target.value === 4000 ? 4500 : target.value,
  })),
  crosswalk: [
    { oldCode: '0a.9', newCode: '1a.1', effectiveFrom: '2024' },
    { oldCode: '1A.1', newCode: '1b.7', effectiveFrom: '2025-Q3' },
  ],
  rules: [],
};

describe('the changes of', () => {
  it.each<[string, Partial<Plan>, ...string[]]>([
    ['nothing', {}],
    [
      'a title in one language',
      indicator('1a.2', { title: { en: 'Share satisfied', fr: 'Satisfaits' } }),
      'retitled indicator 1a.2 fr',
    ],
    ['an indicator put under another result', indicator('1a.2', { result: '1' }), 're-parented indicator 1a.2 1a 1'],
    [
      'a result made an orphan',
      { results: changed(BEFORE.results, '1a', { parent: null }) },
      're-parented result 1a 1 null',
    ],
    [
      'a country in another region',
      { orgUnits: changed(BEFORE.orgUnits, 'NER', { parent: 'AME' }) },
      'moved orgUnit NER AFR AME',
    ],
    [
      'another way to add up',
      indicator('1a.3', { overTime: 'mean' }),
      '!redefined indicator 1a.3 overTime latest mean',
    ],
    ['another unit', indicator('1a.3', { unit: 'families' }), '!redefined indicator 1a.3 unit people families'],
    [
      'another frequency',
      indicator('1a.3', { frequency: 'annual' }),
      '!redefined indicator 1a.3 frequency quarterly annual',
    ],
    ['another baseline', indicator('1a.1', { baseline: 0 }), 'redefined indicator 1a.1 baseline 1000 0'],
    [
      'a note that goes',
      indicator('1a.1', { definition: {} }),
      'redefined indicator 1a.1 definition.en Each person once null',
      'redefined indicator 1a.1 definition.fr Chaque personne une fois null',
    ],
    ['synonyms in another order', indicator('1a.1', { synonyms: ['beneficiaries', 'reached'] })],
    [
      'an indicator that goes, with its targets',
      { indicators: BEFORE.indicators.slice(1), targets: BEFORE.targets.slice(2) },
      'removed indicator 1a.1',
    ],
    [
      'targets that change, come and go',
      {
        targets: [
          { indicator: '1a.1', orgUnit: 'GLOBAL', period: '2025', value: 9000 },
          { indicator: '1a.2', orgUnit: 'GLOBAL', period: '2025', value: 0.75 },
          { indicator: '1a.3', orgUnit: 'COL', period: '2025-Q1', value: 0 },
        ],
      },
      'retargeted indicator 1a.1 GLOBAL 2025 8000 9000',
      'retargeted indicator 1a.1 KEN 2025 4000 null',
      'retargeted indicator 1a.3 COL 2025-Q1 null 0',
    ],
    [
      'an indicator renumbered, moved and given another target',
      renumbered,
      'renumbered indicator 1b.7 1a.1',
      're-parented indicator 1b.7 1a 1',
      'removed rule R1',
      'retargeted indicator 1b.7 KEN 2025 4000 4500',
    ],
    [
      'a code replaced without a word in the crosswalk',
      { ...indicator('1a.4', { code: '1b.4' }) },
      'removed indicator 1a.4',
      'added indicator 1b.4',
    ],
    ['a renumbering forgotten', { crosswalk: [] }, '!removed crosswalk 0a.9'],
    [
      'a list opened and a category dropped',
      {
        dimensions: BEFORE.dimensions.map((d) =>
          d.code === 'sex' ? { ...d, open: true, categories: d.categories.slice(1) } : d,
        ),
      },
      'redefined dimension sex category null *',
      'removed category sex=female',
    ],
    [
      'a deadline',
      { periods: BEFORE.periods.map((w) => (w.period === '2025-Q2' ? { ...w, due: '2025-07-25' } : w)) },
      'redefined period 2025-Q2 due 2025-07-20 2025-07-25',
    ],
    [
      'settings',
      { suppressBelow: 10, acceptance: 'all-or-nothing' },
      'redefined setting  acceptance partial all-or-nothing',
      'redefined setting  suppressBelow 5 10',
    ],
    [
      'the days of reminders',
      { remindBefore: [14, 3], remindAfter: [2] },
      'redefined setting  remindAfter null 2',
      'redefined setting  remindBefore null 14; 3',
    ],
    [
      'another language',
      {
        languages: ['en', 'fr', 'es'],
        levels: BEFORE.levels.map((level) => ({ ...level, title: { ...level.title, es: 'Nivel' } })),
      },
      'redefined setting  languages en; fr en; es; fr',
    ],
    ['header words', { headers: { ...BEFORE.headers, note: ['why'] } }, 'redefined header note synonyms null why'],
    [
      'a subscription',
      { subscriptions: BEFORE.subscriptions.slice(1) },
      'removed subscription hq@example.org results GLOBAL quarterly en',
    ],
  ])('%s', (_, after, ...lines) => {
    expect(planChanges(BEFORE, minimalPlan(after)).map(line)).toEqual(lines);
  });
});

describe('the laws of changes', () => {
  it('a plan changes nothing against itself, in whatever order its rows stand', () => {
    fc.assert(
      fc.property(
        arbitraryPlan.chain((plan) => fc.tuple(fc.constant(plan), shuffled(plan))),
        ([plan, other]) => {
          expect(planChanges(plan, other)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the order of rows changes nothing in what is told', () => {
    const pair = fc.tuple(arbitraryPlan, arbitraryPlan);
    const quadruple = pair.chain(([a, b]) => fc.tuple(fc.constant(a), fc.constant(b), shuffled(a), shuffled(b)));
    fc.assert(
      fc.property(quadruple, ([a, b, a2, b2]) => {
        expect(planChanges(a2, b2)).toEqual(planChanges(a, b));
      }),
      { numRuns: 60 },
    );
  });

  it('what one direction adds the other removes, where nothing is renumbered', () => {
    const bare = arbitraryPlan.map((plan) => ({ ...plan, crosswalk: [] }));
    const keys = (changes: readonly PlanChange[], kind: PlanChange['kind']) =>
      changes.filter((change) => change.kind === kind).map(({ part, code }) => `${part} ${code}`);
    fc.assert(
      fc.property(bare, bare, (a, b) => {
        expect(keys(planChanges(a, b), 'added').sort()).toEqual(keys(planChanges(b, a), 'removed').sort());
        expect(planChanges(a, b).length).toBe(planChanges(b, a).length);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(['en', 'fr', 'es', 'ar'])('told in %s', (language) => {
  const catalogue = createCatalogue(language, JSON.parse(readFileSync(`templates/locales/${language}.json`, 'utf8')));
  const tell = (before: Plan, after: Plan) => tellChanges({ version: 4, plan: before }, after, catalogue);

  it('each change is one sentence without a gap', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryPlan, (a, b) => {
        const { summary, items } = tell(a, b);
        for (const text of [summary, ...items.map(({ message }) => message)])
          expect(text).not.toMatch(/undefined|\bnull\b|NaN|\(\)|^\W*$/);
      }),
      { numRuns: 20 },
    );
  });

  it('the first version and an unchanged one are said to be so', () => {
    expect(tellChanges(null, BEFORE, catalogue)).toMatchObject({ since: null, items: [] });
    expect(tellChanges(null, BEFORE, catalogue).summary).toBe(catalogue.text('plan-change.first'));
    expect(tell(BEFORE, BEFORE).summary).toContain('4');
    expect(changeGroups(tell(BEFORE, BEFORE), catalogue)).toEqual([]);
  });

  it('groups show a dozen and say how many more there are, the dangerous first', () => {
    const after = minimalPlan({
      indicators: BEFORE.indicators.map((one) => ({ ...one, unit: 'x', direction: 'maintain', frequency: 'monthly' })),
    });
    const [first, ...others] = changeGroups(tell(BEFORE, { ...after, suppressBelow: 6 }), catalogue);
    expect(first?.heading).toBe(catalogue.text('plan-change.group.dangerous'));
    expect(first?.items).toHaveLength(12);
    expect(others.map(({ items }) => items.length)).toEqual([1]);
    const many = minimalPlan({
      targets: [],
      indicators: after.indicators.map((one) => ({ ...one, reportedAs: 'year-to-date' })),
    });
    expect(changeGroups(tell(BEFORE, many), catalogue)[0]?.items.at(-1)).toBe(
      catalogue.text('plan-change.more', { count: 4 }),
    );
  });
});

it('reads as a person would write it', () => {
  const catalogue = createCatalogue('en', JSON.parse(readFileSync('templates/locales/en.json', 'utf8')));
  const after = minimalPlan({
    ...renumbered,
    targets: [{ indicator: '1a.2', orgUnit: 'GLOBAL', period: '2025', value: 0.8 }],
    orgUnits: changed(BEFORE.orgUnits, 'NER', { parent: 'AME' }),
    suppressBelow: 10,
  });
  expect(tellChanges({ version: 1, plan: BEFORE }, after, catalogue).items.map(({ message }) => message)).toEqual([
    'Indicator 1b.7 (“People reached”): formerly 1a.1.',
    'Setting of the plan (“Demonstration plan”): suppressBelow was “5”, is now “10”.',
    'Indicator 1b.7 (“People reached”): now under 1, before under 1a.',
    'Org unit NER (“Niger”): moved from AFR to AME.',
    'Rule R1 (“More in camps than reached”): removed.',
    'Indicator 1a.2 (“Share satisfied”): target of GLOBAL for 2025 was 75%, is now 80%.',
    'Indicator 1b.7 (“People reached”): target of GLOBAL for 2025 was 8,000, is now —.',
    'Indicator 1b.7 (“People reached”): target of KEN for 2025 was 4,000, is now —.',
  ]);
});
