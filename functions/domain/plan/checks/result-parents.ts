import type { ValidationIssue } from '../../validation/issue.ts';
import type { Result, ResultLevel } from '../model.ts';
import { type Draft, flag, type PlanCheck } from '../workbook/draft.ts';
import type { Entry } from '../workbook/record.ts';

/** Codes of the levels a parent of this level may have: those before it in its strand. */
function levelsAbove(level: ResultLevel, { levels }: Draft): string[] {
  return levels
    .filter(({ item }) => item.strand === level.strand && item.order < level.order)
    .map(({ item }) => item.code);
}

function parentIssues(
  entry: Entry<Result>,
  level: ResultLevel,
  parent: Result | null,
  above: readonly string[],
): ValidationIssue[] {
  if (parent === null)
    return above.length === 0 ? [] : [flag(entry, 'parent', 'plan-orphan-result', 'error', above.join('; '))];
  return above.includes(parent.level)
    ? []
    : [
        flag(entry, 'parent', 'plan-parent-level', 'error', above.join('; ') || null, {
          level: level.code,
          parentLevel: parent.level,
          above: above.length === 0 ? 'none' : 'some',
        }),
      ];
}

/** A result hangs under one of an earlier level of the same strand; only those of a strand's first level stand alone. */
export const resultParentsCheck: PlanCheck = (draft) => {
  if (!draft.levels.every((entry) => entry.sound('code', 'order', 'strand'))) return [];
  const levels = new Map(draft.levels.map(({ item }) => [item.code, item]));
  const results = new Map(draft.results.map((entry) => [entry.item.code, entry]));
  return draft.results.flatMap((entry) => {
    const level = levels.get(entry.item.level);
    const parent = entry.item.parent === null ? null : (results.get(entry.item.parent) ?? null);
    if (!level || !entry.sound('level', 'parent') || (parent && !parent.sound('level'))) return [];
    return parentIssues(entry, level, parent?.item ?? null, levelsAbove(level, draft));
  });
};
