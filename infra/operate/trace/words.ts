import type { Entering, Reason } from '../../../functions/domain/lineage/lineage.ts';
import type { Indicator } from '../../../functions/domain/plan/model.ts';

/** How a figure enters, said of one of `of`. */
export function enteringWords(enters: Entering, of: number): string {
  switch (enters) {
    case 'added':
      return of > 1 ? `added, 1 of ${of}` : 'as it stands';
    case 'averaged':
      return of > 1 ? `in the mean of ${of}` : 'as it stands';
    case 'latest':
      return 'the latest';
    case 'greatest':
      return of > 1 ? `the greatest of ${of}` : 'as it stands';
    case 'compared':
      return `not the greatest of ${of}`;
    case 'itself':
      return 'as it stands';
    case 'to-date':
      return 'the year to date';
    case 'subtracted':
      return 'subtracted: the year to date by then';
    case 'undifferenced':
      return 'the year to date; no figure yet, the report to subtract is missing';
    default:
      return enters satisfies never;
  }
}

/** Why a figure does not count; `by` names the file that has what counts. */
export function reasonWords(why: Reason, by: string | null): string {
  switch (why) {
    case 'superseded':
      return `replaced by ${by ?? 'a later upload'}`;
    case 'withdrawn':
      return 'withdraws the figure';
    case 'not-reported':
      return 'stated as not reported';
    case 'finer-periods':
      return 'finer periods were reported, and they count';
    case 'later-period':
      return `a later period was reported${by === null ? '' : `, in ${by}`}`;
    case 'not-over-time':
      return 'not rolled up over time';
    case 'unknown-unit':
      return 'the plan has no such org unit';
    default:
      return why satisfies never;
  }
}

const OVER_UNITS: Readonly<Record<Indicator['overOrgUnits'], string>> = {
  sum: 'sum over org units',
  mean: 'mean over org units',
  ratio: 'sum of numerators over sum of denominators',
  max: 'greatest of the org units',
  min: 'smallest of the org units',
  none: 'not rolled up over org units',
};

const OVER_TIME: Readonly<Record<Indicator['overTime'], string>> = {
  sum: 'sum over time',
  latest: 'latest period of each unit',
  max: 'greatest period of each unit',
  mean: 'mean over time',
  none: 'not rolled up over time',
};

/** The rules by which an indicator's figures add up. */
export function ruleWords({ overOrgUnits, overTime, reportedAs }: Indicator): string {
  const words = [OVER_UNITS[overOrgUnits], OVER_TIME[overTime]];
  return [...words, ...(reportedAs === 'year-to-date' ? ['reported as year to date'] : [])].join('; ');
}
