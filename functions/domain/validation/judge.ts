import type { Observation } from '../ledger/entry.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import type { SheetReading, Statement } from '../sheet/statement.ts';
import { bareValue } from './bare-percentages.ts';
import { type Block, groupBlocks } from './block.ts';
import { type Examination, examinationOf, isError, type Judgement, type Sifted } from './conclude.ts';
import { inFileOrder } from './file-order.ts';
import type { ValidationIssue } from './issue.ts';
import { observationOf } from './observation.ts';
import { planOrder } from './plan-order.ts';
import { createProposals } from './proposals.ts';
import { NO_HISTORY } from './review/history.ts';
import type { RuleContext } from './rule.ts';
import { RULES } from './rules/index.ts';
import { periodClosed } from './rules/period-closed.ts';
import { unplacedParts } from './unplaced.ts';

/** Percentages of which the file writes some value as a bare number above 1. */
function bareAboveOne(statements: readonly Statement[], lookup: Lookup): Set<string> {
  const codes = statements.flatMap((statement) => {
    const { code } = statement.indicator;
    const above = (bareValue(statement)?.number ?? 0) > 1;
    return above && code !== null && lookup.indicator(code)?.kind === 'percentage' ? [code] : [];
  });
  return new Set(codes);
}

/** The plan's periods that blocks speak of. */
function periodsOf(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap(({ window }) => window?.period ?? []))].sort();
}

/** What the rules know of a file besides its blocks. */
export function createRuleContext(
  plan: Plan,
  context: { readonly orgUnit: string; readonly today: string },
  statements: readonly Statement[],
): RuleContext {
  const lookup = createLookup(plan);
  return {
    plan,
    lookup,
    orgUnit: context.orgUnit,
    today: context.today,
    proposals: createProposals(plan, lookup.orgUnit(context.orgUnit)?.language ?? plan.defaultLanguage),
    bareAboveOne: bareAboveOne(statements, lookup),
    unplaced: unplacedParts(statements),
  };
}

/** Asks the rules about the blocks of statements in file order. One error in a block returns the block. */
export function sift(statements: readonly Statement[], context: RuleContext): Sifted<readonly Observation[]> {
  const blocks = groupBlocks(statements, context.lookup);
  const issues: ValidationIssue[] = [];
  const clean: Observation[] = [];
  const returned: Block[] = [];
  let closedFigures = 0;
  for (const block of blocks) {
    const found = RULES.flatMap((rule) => rule.check(block, context));
    const isReturned = found.some(isError);
    if (found.some(({ code }) => code === periodClosed.code)) closedFigures += 1;
    // What is returned was not taken late.
    for (const one of found) if (!isReturned || one.code !== 'late') issues.push(one);
    const observation = isReturned ? null : observationOf(block);
    if (observation) clean.push(observation);
    else returned.push(block);
  }
  clean.sort(planOrder(context.plan));
  return {
    clean,
    keep: (isKept) => clean.filter(isKept),
    blocks: blocks.length,
    periods: periodsOf(blocks),
    returnedPeriods: periodsOf(returned),
    closedFigures,
    issues,
  };
}

/**
 * Judges each block of what was read from a file. One error in a block returns the block. `context.orgUnit` is the unit of the folder,
 * `context.today` the day of the upload in the plan's time zone (ISO date). The order of the statements does not matter. Never throws on
 * bad input.
 */
export function examine(
  reading: SheetReading,
  plan: Plan,
  context: { readonly orgUnit: string; readonly today: string },
): Examination<readonly Observation[]> {
  const statements = inFileOrder(reading.statements);
  const sifted = sift(statements, createRuleContext(plan, context, statements));
  return examinationOf({ ...sifted, issues: [...reading.issues, ...sifted.issues] }, plan, context.orgUnit);
}

/** Judges all that was read from a file of which the ledger held nothing before; see `examine`. Under `all-or-nothing` any error returns the file. */
export function judge(
  reading: SheetReading,
  plan: Plan,
  context: { readonly orgUnit: string; readonly today: string },
): Judgement<readonly Observation[]> {
  return examine(reading, plan, context).conclude(NO_HISTORY);
}
