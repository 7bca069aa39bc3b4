import { describe, expect, it } from 'vitest';
import { readPlan } from '../../../../functions/domain/plan/read-plan.ts';
import type { Cell, Grid } from '../../../../functions/domain/sheet/grid.ts';
import { cell, minimalPlan, minimalPlanGrids, more, type SheetOverride, without } from '../../../support/plan.ts';

type Sheets = Readonly<Record<string, SheetOverride>>;

/** Codes of the issues with their cells: `plan-not-a-date Plan!B5`. */
function told(overrides: Sheets): string[] {
  const { plan, issues } = readPlan(minimalPlanGrids(overrides));
  expect(plan === null).toBe(issues.some(({ severity }) => severity === 'error'));
  return issues.map(({ code, sheet, row, column }) => `${code} ${sheet ?? ''}!${column ?? ''}${row ?? ''}`);
}

const reversed: SheetOverride = (rows) => {
  const [header = [], ...body] = rows;
  return [header, ...body.toReversed()].map((cells) => cells.toReversed());
};

describe('a valid workbook', () => {
  it('gives the plan without a remark', () => {
    const { plan, issues } = readPlan(minimalPlanGrids());
    expect(issues).toEqual([]);
    expect(plan).toEqual(minimalPlan());
  });

  it('means the same with its columns in another order, blank rows between, and names in other capitals', () => {
    const grids = minimalPlanGrids().map((grid): Grid => {
      const rows = grid.rows.map((cells) => [null, ...cells.toReversed()]);
      const [header = [], ...body] = rows;
      const loud = header.map((name) => (typeof name === 'string' ? ` ${name.toUpperCase()} ` : name));
      return { ...grid, sheet: ` ${grid.sheet} `.toLowerCase(), rows: [[], loud, ['', null], ...body, [null]] };
    });
    expect(readPlan(grids)).toEqual({ plan: minimalPlan(), issues: [] });
  });

  it('may leave out the optional sheets and the columns with a natural default', () => {
    const { plan, issues } = readPlan(
      minimalPlanGrids({
        ...{ Targets: null, Rules: null, Crosswalk: null, Headers: null, Subscriptions: null },
        Plan: (rows) => rows.filter(([key]) => !['timeZone', 'acceptance', 'onTrackAt'].includes(String(key))),
        OrgUnits: without('language'),
        Indicators: (rows) =>
          ['reportedAs', 'decimals', 'reportedBy', 'synonyms'].reduce((r, c) => without(c)(r), rows),
      }),
    );
    expect(issues).toEqual([]);
    expect(plan).toMatchObject({ timeZone: 'UTC', acceptance: 'partial', onTrackAt: 0.9, targets: [], rules: [] });
    expect(plan?.orgUnits.map((unit) => unit.language)).toEqual(plan?.orgUnits.map(() => 'en'));
    expect(plan?.indicators.map((i) => i.decimals)).toEqual([0, 1, 0, 0]);
  });

  it('keeps the order of its rows', () => {
    const { plan } = readPlan(minimalPlanGrids({ OrgUnits: reversed }));
    expect(plan?.orgUnits.map(({ code }) => code)).toEqual(
      minimalPlan()
        .orgUnits.map(({ code }) => code)
        .toReversed(),
    );
  });

  it('refers to codes in the spelling in which they are declared', () => {
    const { plan, issues } = readPlan(
      minimalPlanGrids({
        Targets: cell(2, 'indicator', '1A1'),
        OrgUnits: cell(5, 'parent', ' afr\u200F'),
        Indicators: cell(2, 'dimensions', 'SEX, Nationality'),
      }),
    );
    expect(issues).toEqual([]);
    expect(plan).toEqual(minimalPlan());
  });

  it('takes the kinds of org unit in reportedBy in any capitals', () => {
    const { plan } = readPlan(minimalPlanGrids({ Indicators: cell(4, 'reportedBy', 'Country; OFFICE, global; ken') }));
    expect(plan?.indicators[2]?.reportedBy).toEqual(['country', 'office', 'GLOBAL', 'KEN']);
  });
});

describe('figures', () => {
  it.each<[Cell, number]>([
    ['45%', 0.45],
    ['45 %', 0.45],
    ['120%', 1.2],
    [{ kind: 'percent', value: 0.451 }, 0.451],
    [0.07, 0.07],
    ['0.3', 0.3],
    ['14.1%', 0.141],
    [1, 1],
  ])('of a percentage read %j as %d', (written, expected) => {
    const { plan } = readPlan(
      minimalPlanGrids({
        Indicators: (rows) => cell(3, 'max', null)(cell(3, 'baseline', written)(rows)),
        Targets: null,
      }),
    );
    expect(plan?.indicators[1]?.baseline).toBe(expected);
  });

  it.each<[Cell, number]>([
    ['yes', 1],
    ['Oui', 1],
    ['sí', 1],
    ['نعم', 1],
    [true, 1],
    ['no', 0],
    ['NON', 0],
    ['لا', 0],
    [false, 0],
    [0, 0],
    [12, 12],
  ])('of a yes or no read %j as %d', (written, expected) => {
    const { plan } = readPlan(minimalPlanGrids({ Indicators: cell(5, 'baseline', written) }));
    expect(plan?.indicators[3]?.baseline).toBe(expected);
  });

  it('of a target are the quotient of its parts where the value is blank', () => {
    const { plan } = readPlan(minimalPlanGrids());
    expect(plan?.targets[2]?.value).toBe(0.75);
  });
});

describe('the workbook itself', () => {
  it('is told once that it is no plan when it has none of the sheets', () => {
    const { plan, issues } = readPlan([{ sheet: null, hidden: false, rows: [['a', 'b']] }]);
    expect(plan).toBeNull();
    expect(issues.map(({ code }) => code)).toEqual(['plan-not-a-plan']);
    expect(readPlan([]).issues.map(({ code }) => code)).toEqual(['plan-not-a-plan']);
  });

  it('is not blamed for blank and hidden sheets it does not need', () => {
    const extra = [
      { sheet: 'Sheet1', hidden: false, rows: [[null, ' ']] },
      { sheet: 'lists', hidden: true, rows: [['a']] },
    ];
    expect(readPlan([...minimalPlanGrids(), ...extra]).issues).toEqual([]);
  });

  it.each<[string, Sheets, string[]]>([
    ['a missing sheet', { Periods: null }, ['plan-missing-sheet !']],
    ['a sheet without rows', { Periods: [['period', 'opens', 'due', 'closes']] }, ['plan-empty-sheet Periods!']],
    ['an unknown sheet', { Target: [['x']] }, ['plan-unknown-sheet Target!']],
    ['two sheets of one name', { 'targets ': [['x']] }, ['plan-repeated-sheet targets !']],
    ['a missing column', { Levels: without('strand') }, ['plan-missing-column Levels!1']],
    ['a missing language of shown texts', { Levels: without('title.fr') }, ['plan-missing-column Levels!1']],
    ['a missing language of notes', { Indicators: without('definition.fr') }, ['plan-missing-column Indicators!1']],
    ['an unknown column', { Levels: cell(1, 'titel', 'titel') }, ['plan-unknown-column Levels!F1']],
    ['a repeated column', { Levels: cell(1, 'Code', 'Code') }, ['plan-repeated-column Levels!F1']],
    ['texts in another language', { Levels: cell(1, 'title.ar', 'title.ar') }, ['plan-undeclared-language Levels!F1']],
    ['a missing setting', { Plan: (rows) => rows.toSpliced(4, 1) }, ['plan-missing-setting Plan!']],
    ['an unknown setting', { Plan: more(['timezon', 'UTC']) }, ['plan-unknown-setting Plan!A15']],
    ['a repeated setting', { Plan: more(['id', 'b']) }, ['plan-repeated-setting Plan!A15']],
    ['a value without a setting', { Plan: more([null, 'b']) }, ['plan-missing-value Plan!A15']],
  ])('is told of %s', (_, overrides, expected) => expect(told(overrides)).toEqual(expected));

  it('names the nearest known sheet and column', () => {
    const { issues } = readPlan(minimalPlanGrids({ Subscription: [['x']], Levels: cell(1, 'titel', 'oder') }));
    expect(issues.map(({ found, expected }) => [found, expected])).toEqual([
      ['Subscription', 'Subscriptions'],
      ['oder', 'order'],
    ]);
  });
});
