import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../functions/domain/plan/model.ts';
import { arbitraryPlan } from '../../../support/arbitrary-plan.ts';
import { arbitraryDecorations, merged, totalled } from '../../../support/office/decorations.ts';
import { arbitraryFacts, type Fact } from '../../../support/office/facts.ts';
import { arbitraryForm } from '../../../support/office/figures.ts';
import { arbitraryFileForm, fileOf } from '../../../support/office/files.ts';
import { byIndicator, byPeriod, LAYOUTS, long, tags } from '../../../support/office/layouts.ts';
import { arbitraryNaming, byCode, languages } from '../../../support/office/naming.ts';
import { officePlan } from '../../../support/office/plan.ts';
import { expected, readBack } from '../../../support/office/reading.ts';

const plan = officePlan();
const RUNS = Number(process.env.RUNS ?? 25);

/** What only the rest of the file could decide, and may be asked back. */
const UNDECIDED = /: \D*\d{1,3}[.,]\d{3}\D* \(ambiguous-number\)$/;

/** Reads a table back; what only the rest of the file could decide is left out on both sides. */
function check(facts: readonly Fact[], bytes: Uint8Array, of: Plan = plan): void {
  const { figures, unread, errors } = readBack(bytes, of);
  const asked = unread.filter((one) => UNDECIDED.test(one)).map((one) => one.split(':')[0]);
  expect({ errors, unread: unread.filter((one) => !UNDECIDED.test(one)) }).toEqual({ errors: [], unread: [] });
  const wanted = [...expected(facts)].filter(([key]) => !asked.includes(key));
  expect([...figures].sort()).toEqual(wanted.sort());
}

describe('Whatever an office knows is read back equal, however it writes it', () => {
  const facts = arbitraryFacts(plan, ['KEN', 'KEN-DAD']);

  it.each(Object.entries(LAYOUTS))('%s', (_, layout) => {
    fc.assert(
      fc.property(facts, arbitraryNaming(plan), arbitraryForm, arbitraryFileForm, (known, names, form, file) => {
        const rows = layout(known, names);
        fc.pre(rows !== null);
        check(known, fileOf(rows ?? [], { plan, names, form }, file));
      }),
      { numRuns: RUNS },
    );
  });

  it.each(Object.entries({ long, byIndicator, byPeriod }))('%s, with what offices put around it', (_, layout) => {
    fc.assert(
      fc.property(
        ...([facts, arbitraryNaming(plan), arbitraryForm, arbitraryFileForm, arbitraryDecorations] as const),
        (all, names, form, file, decorate) => {
          const known = all.filter(({ part }) => part === 'value' || layout !== byPeriod);
          fc.pre(known.length > 0);
          const rows = decorate(layout(known, names) ?? []);
          check(known, fileOf(rows, { plan, names, form }, file));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('with rows of totals, and keys written once over several rows', () => {
    fc.assert(
      fc.property(
        ...([facts, arbitraryNaming(plan), arbitraryForm, fc.option(merged, { nil: null }), totalled] as const),
        (known, names, form, merge, total) => {
          const rows = total((merge ?? ((table) => table))(long(known, names) ?? []));
          check(known, fileOf(rows, { plan, names, form }, { kind: 'workbook' }));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('whatever the plan, by its codes', () => {
    const planned = arbitraryPlan.chain((any) =>
      fc.record({ any: fc.constant(any), known: arbitraryFacts(any, ['KEN', 'KEN-DAD']) }),
    );
    fc.assert(
      fc.property(
        ...([planned, languages, arbitraryForm, arbitraryFileForm, fc.constantFrom(long, byPeriod, tags)] as const),
        ({ any, known }, language, form, file, layout) => {
          const names = byCode(language);
          check(known, fileOf(layout(known, names) ?? [], { plan: any, names, form }, file), any);
        },
      ),
      // The same plans of odd names at every run; other seeds by hand.
      { numRuns: RUNS, seed: 20251126 },
    );
  });
});
