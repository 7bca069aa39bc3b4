import type { Lookup } from '../plan/lookup.ts';
import type { Result } from '../plan/model.ts';
import type { ReportIndicator, ReportModel } from './schema.ts';
import { countStatuses } from './status-counts.ts';

type Matrix = ReportModel['sdg'];
type Links = (result: Result) => readonly string[];

/** `10.7` for `SDG 10.7`, `16.b` for `16.B`, `7` for `GCM07`: the same goal is one row however the plan writes it. */
function plainCode(written: string): string {
  return written
    .replace(/^(?:SDG|ODD|ODS|GCM)?\s*0*(?=\d)/i, '')
    .trim()
    .toLowerCase();
}

/** The goal of an SDG target: `10` for `10.7`; null for a goal itself. */
function goalOf(code: string): string | null {
  const dot = code.indexOf('.');
  return dot < 0 ? null : code.slice(0, dot);
}

/** The result and, nearest first, those above it. */
function lineOf(code: string, lookup: Lookup): Result[] {
  const line: Result[] = [];
  for (let result = lookup.result(code); result; ) {
    line.push(result);
    result = result.parent === null ? null : lookup.result(result.parent);
  }
  return line;
}

const AFTER_NUMBERS = 1000;

/** Numbers by size, then letters; what is neither comes last. */
function rank(part: string): number {
  return /^\d+$/.test(part) ? Number(part) : AFTER_NUMBERS + (part.codePointAt(0) ?? 0);
}

/** `2` before `10`, `10` before `10.7` before `10.b`. */
function byNumber(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  const first = rank(left[0] ?? '') - rank(right[0] ?? '');
  return first || rank(left[1] ?? '0') - rank(right[1] ?? '0') || (a < b ? -1 : Number(a > b));
}

/** The codes as rows: targets and, once each, their goals. */
function rowsOf(written: readonly string[]): string[] {
  const codes = written.map(plainCode);
  return [...new Set(codes.flatMap((code) => [goalOf(code) ?? code, code]))];
}

/**
 * Indicators by goal, target or objective and by status. An indicator stands for the links of its result or, where that has none, of the nearest
 * result above that has: an output on health says more closely than its objective which goal it serves. It counts once in a row, and in
 * the row of a goal for any of its targets. What only results further up are linked to has a row of noughts: a claim that no indicator of
 * the report measures.
 */
export function linksOf(indicators: readonly ReportIndicator[], lookup: Lookup, links: Links): Matrix {
  const rows = new Map<string, Matrix[number]['indicators']>();
  const row = (code: string) => rows.get(code) ?? rows.set(code, []).get(code);
  for (const { code, result, status } of indicators) {
    const line = lineOf(result, lookup).filter((one) => links(one).length > 0);
    const [nearest] = line;
    for (const one of line)
      for (const goal of rowsOf(links(one))) {
        const entries = row(goal);
        if (one === nearest) entries?.push({ code, through: one.code, status });
      }
  }
  return [...rows]
    .sort(([a], [b]) => byNumber(a, b))
    .map(([code, entries]) => ({
      code,
      goal: goalOf(code),
      statuses: countStatuses(entries.map((entry) => entry.status)),
      indicators: entries,
    }));
}
