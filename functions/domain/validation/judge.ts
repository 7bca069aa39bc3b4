import type { Observation } from '../ledger/entry.ts';
import { createLookup, type Lookup } from '../plan/lookup.ts';
import type { Plan } from '../plan/model.ts';
import type { SheetReading, Statement } from '../sheet/statement.ts';
import { bareValue } from './bare-percentages.ts';
import { type Block, groupBlocks } from './block.ts';
import { collapse } from './collapse.ts';
import { inFileOrder } from './file-order.ts';
import { issue, type ValidationIssue } from './issue.ts';
import { sayLateOnce } from './late-once.ts';
import { observationOf } from './observation.ts';
import { createProposals } from './proposals.ts';
import type { SubmissionStatus } from './receipt.ts';
import type { RuleContext } from './rule.ts';
import { RULES } from './rules/index.ts';

/** What is taken of a file, what is returned (both counted in blocks: org unit x indicator x period), and every problem. */
export interface Judgement {
  readonly status: SubmissionStatus;
  readonly observations: readonly Observation[];
  readonly accepted: number;
  readonly returned: number;
  /** Periods of the plan of which some block is returned, in order. */
  readonly returnedPeriods: readonly string[];
  readonly issues: readonly ValidationIssue[];
}

function isError({ severity }: ValidationIssue): boolean {
  return severity === 'error';
}

/** Percentages of which the file writes some value as a bare number above 1. */
function bareAboveOne(statements: readonly Statement[], lookup: Lookup): Set<string> {
  const codes = statements.flatMap((statement) => {
    const { code } = statement.indicator;
    const above = (bareValue(statement)?.number ?? 0) > 1;
    return above && code !== null && lookup.indicator(code)?.kind === 'percentage' ? [code] : [];
  });
  return new Set(codes);
}

function statusOf(accepted: number, issues: readonly ValidationIssue[]): SubmissionStatus {
  const hasErrors = issues.some(isError);
  if (accepted === 0 && hasErrors) return 'rejected';
  if (hasErrors) return 'partially-accepted';
  return issues.some(({ severity }) => severity === 'warning') ? 'accepted-with-warnings' : 'accepted';
}

/** The plan's periods that blocks speak of. */
function periodsOf(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap(({ window }) => window?.period ?? []))].sort();
}

function planOrder(plan: Plan): (a: Observation, b: Observation) => number {
  const units = new Map(plan.orgUnits.map(({ code }, index) => [code, index]));
  const indicators = new Map(plan.indicators.map(({ code }, index) => [code, index]));
  const at = (order: ReadonlyMap<string, number>, code: string) => order.get(code) ?? 0;
  return (a, b) =>
    at(units, a.orgUnit) - at(units, b.orgUnit) ||
    at(indicators, a.indicator) - at(indicators, b.indicator) ||
    (a.period < b.period ? -1 : a.period > b.period ? 1 : 0);
}

/** What is to be said when no block was taken: nothing but the errors themselves where the file could not be read at all. */
function whenNothingTaken(blocks: readonly Block[], issues: readonly ValidationIssue[]): ValidationIssue[] {
  if (blocks.length > 0) return [issue('nothing-accepted', 'error')];
  return issues.some(isError) ? [] : [issue('nothing-reported', 'warning')];
}

/**
 * Judges all that was read from a file. One error in a block returns the block; under `all-or-nothing` any error returns the file.
 * `context.orgUnit` is the unit of the folder, `context.today` the day of the upload in the plan's time zone (ISO date). The order of the
 * statements does not matter. Never throws on bad input.
 */
export function judge(
  reading: SheetReading,
  plan: Plan,
  context: { readonly orgUnit: string; readonly today: string },
): Judgement {
  const lookup = createLookup(plan);
  const statements = inFileOrder(reading.statements);
  const ruleContext: RuleContext = {
    plan,
    lookup,
    orgUnit: context.orgUnit,
    today: context.today,
    proposals: createProposals(plan, lookup.orgUnit(context.orgUnit)?.language ?? plan.defaultLanguage),
    bareAboveOne: bareAboveOne(statements, lookup),
  };
  const blocks = groupBlocks(statements, lookup);
  const found: ValidationIssue[] = [...reading.issues];
  const clean: Observation[] = [];
  const returned: Block[] = [];
  for (const block of blocks) {
    const issues = RULES.flatMap((rule) => rule.check(block, ruleContext));
    const isReturned = issues.some(isError);
    // What is returned was not taken late.
    for (const one of issues) if (!isReturned || one.code !== 'late') found.push(one);
    const observation = isReturned ? null : observationOf(block);
    if (observation) clean.push(observation);
    else returned.push(block);
  }
  const refused = plan.acceptance === 'all-or-nothing' && found.some(isError);
  if (refused && clean.length > 0) found.push(issue('all-or-nothing', 'error'));
  const observations = refused ? [] : clean.sort(planOrder(plan));
  if (observations.length === 0 && !(refused && clean.length > 0)) found.push(...whenNothingTaken(blocks, found));
  return {
    status: statusOf(observations.length, found),
    observations,
    accepted: observations.length,
    returned: blocks.length - observations.length,
    returnedPeriods: periodsOf(refused ? blocks : returned),
    issues: collapse(sayLateOnce(found)),
  };
}
