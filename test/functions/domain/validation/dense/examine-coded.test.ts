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

it('Of every rule it is known why it says nothing of what the dense judge settles: a new rule needs a look there', () => {
  expect(RULES.map(({ code }) => code).toSorted()).toEqual(Object.keys(SILENT_BECAUSE).toSorted());
});
