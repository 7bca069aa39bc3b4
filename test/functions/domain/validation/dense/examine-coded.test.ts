import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownWords } from '../../../../../functions/domain/plan/known-words.ts';
import type { Plan } from '../../../../../functions/domain/plan/model.ts';
import { codeGrid } from '../../../../../functions/domain/sheet/coded/code-grid.ts';
import { codeText } from '../../../../../functions/domain/sheet/coded/code-text.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';
import type { UnderstoodColumn } from '../../../../../functions/domain/sheet/statement.ts';
import type { Examination } from '../../../../../functions/domain/validation/conclude.ts';
import { examineCoded } from '../../../../../functions/domain/validation/dense/examine-coded.ts';
import { SILENT_BECAUSE } from '../../../../../functions/domain/validation/dense/silent-rules.ts';
import { NO_HISTORY } from '../../../../../functions/domain/validation/review/history.ts';
import { RULES } from '../../../../../functions/domain/validation/rules/index.ts';
import { examineSheets } from '../../../../../functions/ingest/judge-upload.ts';
import { arbitraryFile, textStyle, written } from '../../../../support/arbitrary-file.ts';
import { arbitraryPlan } from '../../../../support/arbitrary-plan.ts';
import { minimalPlan } from '../../../../support/plan.ts';

interface Context {
  readonly orgUnit: string;
  readonly today: string;
}

/** All that is said of a file, its observations as a list. */
function said(examination: Pick<Examination, 'conclude'> & { readonly understood?: readonly UnderstoodColumn[] }) {
  const judgement = examination.conclude(NO_HISTORY);
  return { understood: examination.understood, ...judgement, observations: [...judgement.observations] };
}

function textBothWays(bytes: Uint8Array, plan: Plan, context: Context) {
  const coded = codeText(bytes, knownWords(plan));
  const dense = coded && examineCoded(coded.coded, coded.notes, plan, context);
  const opened = openFile(bytes, { knownWords: knownWords(plan) });
  return { dense: dense && said(dense), general: opened.ok ? said(examineSheets(opened, plan, context)) : null };
}

const anyPlan = fc.oneof(
  arbitraryPlan,
  fc.constant(
    minimalPlan({
      periods: minimalPlan().periods.map((window) => ({ ...window, due: '2029-01-31', closes: '2029-02-28' })),
    }),
  ),
);
const drawn = anyPlan.chain((plan) => fc.tuple(fc.constant(plan), arbitraryFile(plan)));

describe('A long table judged over integers is judged as by the reader and the rules', () => {
  it('as a text', () => {
    let taken = 0;
    fc.assert(
      fc.property(drawn, textStyle, ([plan, { rows, ...context }], style) => {
        const { dense, general } = textBothWays(written(rows, style), plan, context);
        if (dense === null) return;
        taken += dense.accepted > 0 ? 1 : 0;
        expect(dense).toEqual(general);
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(40);
  });

  it('as a sheet of a workbook', () => {
    let taken = 0;
    fc.assert(
      fc.property(drawn, ([plan, { rows, ...context }]) => {
        const grid = { sheet: 'Data', hidden: false, rows };
        const dense = examineCoded(codeGrid(grid), [], plan, context);
        if (dense === null) return;
        const general = examineSheets({ ok: true, grids: [grid], format: 'xlsx', notes: [] }, plan, context);
        const outcome = said(general);
        taken += outcome.accepted > 0 ? 1 : 0;
        expect(said(dense)).toEqual(outcome);
      }),
      { numRuns: 400 },
    );
    expect(taken).toBeGreaterThan(40);
  });
});

describe('Far below what is looked at for a header', () => {
  const plan = minimalPlan();
  const context = { orgUnit: 'KEN', today: '2025-04-10' };
  const long = (...more: readonly string[]) => {
    const rows = Array.from({ length: 400 }, (_, row) => `KEN,2025-Q1,1a.3,${row}`);
    return new TextEncoder().encode(['Office,Period,Indicator,Value', ...rows, ...more].join('\n'));
  };

  it.each([
    ['the header of a second table', ['Office,Value,Indicator,Period', 'KEN,7,1a.3,2025-Q2']],
    ['a row of totals', ['Total,,,79800']],
    ['a row that reads on from the one above', ['KEN,2025-Q1,,7']],
  ])('%s leaves the file to the reader and the rules', (_, more) => {
    expect(textBothWays(long(...more), plan, context).dense).toBeNull();
  });

  it('anything else is judged as they judge it', () => {
    const { dense, general } = textBothWays(long('KEN,2025-Q2,1a.3,7', 'KEN,2025-Q1,zz,7'), plan, context);
    expect(dense).toEqual(general);
    expect(dense?.returned).toBeGreaterThan(0);
  });
});

it('Amounts beside another currency than the plan’s are not settled', () => {
  const plan = minimalPlan();
  const indicators: Plan['indicators'] = plan.indicators.map((one) =>
    one.code === '1a.3' ? { ...one, kind: 'amount', unit: 'USD', reportedBy: [] } : one,
  );
  const rows = ['KEN,2025-Q1,1a.3,USD,60', 'KEN-DAD,2025-Q1,1a.3,EUR,60'];
  for (const header of ['Unit', 'Currency', 'Remarks']) {
    const bytes = new TextEncoder().encode([`Office,Period,Indicator,${header},Value`, ...rows].join('\n'));
    const { dense, general } = textBothWays(bytes, { ...plan, indicators }, { orgUnit: 'KEN', today: '2025-04-10' });
    expect(dense).toEqual(general);
    expect(general).toMatchObject({ accepted: 1, returned: 1 });
    expect(general?.issues).toContainEqual(expect.objectContaining({ code: 'not-a-number', found: '60 EUR', row: 3 }));
  }
});

it('A part of which it is not known where it belongs is not missed in sums that are settled', () => {
  const plan = minimalPlan();
  const [first, ...others] = plan.indicators;
  const indicators = first ? [{ ...first, dimensions: ['nationality'] }, ...others] : [];
  const context = { orgUnit: 'KEN', today: '2025-04-10' };
  const file = (...rows: string[]) =>
    new TextEncoder().encode(['Period,Indicator,Nationality,Value', ...rows].join('\n'));
  const sums = ['2025-Q1,1a.1,SSD,60', '2025-Q1,1a.1,SOM,40'];
  const whole = textBothWays(file(...sums), { ...plan, indicators }, context);
  expect(whole.dense?.accepted).toBe(1);
  const { dense, general } = textBothWays(file(...sums, '2025-O1,1a.1,ETH,7'), { ...plan, indicators }, context);
  expect(dense).toBeNull();
  expect(general).toMatchObject({ accepted: 0, returned: 2 });
});

it('Of every rule it is known why it says nothing of what the dense judge settles: a new rule needs a look there', () => {
  expect(RULES.map(({ code }) => code).toSorted()).toEqual(Object.keys(SILENT_BECAUSE).toSorted());
});
