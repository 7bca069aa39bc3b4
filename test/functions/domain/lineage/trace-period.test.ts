import { describe, expect, it } from 'vitest';
import type { LineageNode } from '../../../../functions/domain/lineage/lineage.ts';
import { tracePeriod } from '../../../../functions/domain/lineage/trace-period.ts';
import type { Indicator } from '../../../../functions/domain/plan/model.ts';
import { anEntry, anObservation, planWith, type Told } from '../aggregation/support.ts';

type Upload = readonly [unit: string, period: string, told: Told, day?: number];

function treeOf(rules: Partial<Indicator>, uploads: readonly Upload[], period: string, scope = 'GLOBAL') {
  const entries = uploads.map(([unit, when, told, day = 1], i) =>
    anEntry(
      [anObservation(unit, when, told)],
      `2025-04-${String(day).padStart(2, '0')}T12:00:00.000Z`,
      `uploads/${unit}/${i}`,
    ),
  );
  return tracePeriod({ plan: planWith(rules), period, entries })('X', scope);
}

const everything = (node: LineageNode | null): LineageNode[] => (node ? [node, ...node.below.flatMap(everything)] : []);

/** How each observation enters: `KEN 2025-Q1 added 40`. */
function entering(node: LineageNode | null): string[] {
  return everything(node).flatMap(({ counted }) =>
    counted.map(({ enters, of, observation: { orgUnit, period, total } }) =>
      [orgUnit, period, enters, total.value ?? `${total.numerator}/${total.denominator}`, of > 1 ? `of ${of}` : []]
        .flat()
        .join(' '),
    ),
  );
}

function left(node: LineageNode | null): string[] {
  return everything(node).flatMap(({ uncounted }) =>
    uncounted.map(({ why, by, observation: { orgUnit, period, total } }) =>
      [orgUnit, period, why, total.value ?? '-', by ? `by ${by.total.value ?? '-'} of ${by.period}` : []]
        .flat()
        .join(' '),
    ),
  );
}

const quarters: readonly Upload[] = [
  ['KEN', '2025-Q1', 40],
  ['KEN', '2025-Q2', 10],
  ['KEN', '2025-Q4', 25],
];

describe('how an observation enters', () => {
  it.each([
    [
      { overTime: 'sum' },
      '2025',
      ['KEN 2025-Q1 added 40 of 3', 'KEN 2025-Q2 added 10 of 3', 'KEN 2025-Q4 added 25 of 3'],
    ],
    [{ overTime: 'sum' }, '2025-Q2', ['KEN 2025-Q2 added 10']],
    [{ overTime: 'mean' }, '2025-S1', ['KEN 2025-Q1 averaged 40 of 2', 'KEN 2025-Q2 averaged 10 of 2']],
    [{ overTime: 'latest' }, '2025', ['KEN 2025-Q4 latest 25']],
    [
      { overTime: 'max' },
      '2025',
      ['KEN 2025-Q1 greatest 40 of 3', 'KEN 2025-Q2 compared 10 of 3', 'KEN 2025-Q4 compared 25 of 3'],
    ],
    [{ overTime: 'none' }, '2025', []],
    [{ overTime: 'none' }, '2025-Q4', ['KEN 2025-Q4 itself 25']],
    [{ reportedAs: 'year-to-date' }, '2025-Q2', ['KEN 2025-Q1 subtracted 40', 'KEN 2025-Q2 to-date 10']],
    [{ reportedAs: 'year-to-date' }, '2025-S1', ['KEN 2025-Q2 to-date 10']],
    [{ reportedAs: 'year-to-date' }, '2025-Q4', ['KEN 2025-Q4 undifferenced 25']],
    [{ reportedAs: 'year-to-date', overTime: 'latest' }, '2025-Q4', ['KEN 2025-Q4 latest 25']],
  ] as [Partial<Indicator>, string, string[]][])('%o in %s: %o', (rules, period, expected) => {
    expect(entering(treeOf(rules, quarters, period))).toEqual(expected);
  });

  it('adds up the parts of ratios over time, so that none is averaged', () => {
    const uploads: Upload[] = [
      ['KEN', '2025-Q1', [1, 2]],
      ['KEN', '2025-Q2', [9, 10]],
    ];
    const node = treeOf({ overOrgUnits: 'ratio', overTime: 'mean' }, uploads, '2025-S1');
    expect(entering(node)).toEqual(['KEN 2025-Q1 added 1/2 of 2', 'KEN 2025-Q2 added 9/10 of 2']);
    expect(node).toMatchObject({ value: 10 / 12, numerator: 10, denominator: 12 });
  });
});

describe('what does not count', () => {
  it.each([
    {
      what: 'superseded by a later upload',
      uploads: [
        ['KEN', '2025-Q1', 40, 1],
        ['KEN', '2025-Q1', 44, 2],
        ['KEN', '2025-Q1', 41, 3],
      ],
      expected: ['KEN 2025-Q1 superseded 40 by 41 of 2025-Q1', 'KEN 2025-Q1 superseded 44 by 41 of 2025-Q1'],
    },
    {
      what: 'withdrawn by a later upload',
      uploads: [
        ['KEN', '2025-Q1', 40, 1],
        ['KEN', '2025-Q1', null, 2],
      ],
      expected: ['KEN 2025-Q1 superseded 40 by - of 2025-Q1', 'KEN 2025-Q1 withdrawn -'],
    },
    { what: 'stated as not reported', uploads: [['KEN', '2025-Q1', null]], expected: ['KEN 2025-Q1 not-reported -'] },
    {
      what: 'replaced by finer periods',
      uploads: [
        ['KEN', '2025', 500],
        ['KEN', '2025-Q1', 10],
      ],
      expected: ['KEN 2025 finer-periods 500'],
    },
    {
      what: 'earlier than the latest',
      rules: { overTime: 'latest' },
      uploads: [
        ['KEN', '2025-Q1', 10],
        ['KEN', '2025-Q3', 30],
      ],
      expected: ['KEN 2025-Q1 later-period 10 by 30 of 2025-Q3'],
    },
    {
      what: 'earlier than a report to date',
      rules: { reportedAs: 'year-to-date' },
      uploads: [
        ['KEN', '2025-Q1', 10],
        ['KEN', '2025-Q3', 30],
      ],
      expected: ['KEN 2025-Q1 later-period 10 by 30 of 2025-Q3'],
    },
    {
      what: 'not rolled up over time',
      rules: { overTime: 'none' },
      uploads: [['KEN', '2025-Q1', 10]],
      expected: ['KEN 2025-Q1 not-over-time 10'],
    },
    {
      what: 'of a unit the plan has not',
      uploads: [['ATLANTIS', '2025-Q1', 9]],
      expected: ['ATLANTIS 2025-Q1 unknown-unit 9'],
    },
  ] as { what: string; rules?: Partial<Indicator>; uploads: Upload[]; expected: string[] }[])(
    '$what: $expected',
    ({ rules, uploads, expected }) => {
      expect(left(treeOf(rules ?? {}, uploads, '2025'))).toEqual(expected);
    },
  );

  it('is told of what is subtracted too: a replaced report of the period before', () => {
    const uploads: Upload[] = [
      ['KEN', '2025-Q1', 10, 1],
      ['KEN', '2025-Q1', 12, 2],
      ['KEN', '2025-Q2', 30, 1],
    ];
    const node = treeOf({ reportedAs: 'year-to-date' }, uploads, '2025-Q2');
    expect(node?.value).toBe(18);
    expect(left(node)).toEqual(['KEN 2025-Q1 superseded 10 by 12 of 2025-Q1']);
  });
});

describe('the tree', () => {
  it('goes from the figure to regions to offices, each with its own figure and coverage', () => {
    const uploads: Upload[] = [
      ['KEN', '2025-Q1', 40],
      ['KEN-DAD', '2025-Q1', 2],
      ['COL', '2025-Q1', 7],
    ];
    const outline = (node: LineageNode): unknown => [
      node.scope,
      node.value,
      node.coverage.reported,
      node.below.map(outline),
    ];
    const node = treeOf({}, uploads, '2025-Q1');
    expect(node && outline(node)).toEqual([
      ...['GLOBAL', 49, 3],
      [
        ['AFR', 42, 2, [['KEN', 42, 2, [['KEN-DAD', 2, 1, []]]]]],
        ['AME', 7, 1, [['COL', 7, 1, []]]],
      ],
    ]);
  });

  it.each([
    ['nothing was stated', [], '2025-Q1', 'GLOBAL'],
    ['the plan has no such scope', quarters, '2025', 'ATLANTIS'],
    ['nobody of the scope stated anything', quarters, '2025', 'COL'],
    ['nobody stated anything about the period', quarters, '2025-Q3', 'GLOBAL'],
  ] as [string, Upload[], string, string][])('is none where %s', (_, uploads, period, scope) => {
    expect(treeOf({}, uploads, period, scope)).toBeNull();
  });
});
