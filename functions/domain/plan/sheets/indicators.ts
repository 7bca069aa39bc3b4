import type { Frequency, Indicator, IndicatorKind, OrgUnitKind } from '../model.ts';
import {
  type CellReader,
  choice,
  list,
  readCode,
  readNumber,
  readPeriod,
  readText,
  readWords,
  within,
  wordOf,
} from '../workbook/cells.ts';
import { type CodeIndex, reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';
import { figureReader } from './figure.ts';

export const INDICATOR_COLUMNS: Names = {
  required: ['code', 'result', 'title.*', 'kind', 'direction', 'overOrgUnits', 'overTime', 'frequency'],
  optional: [
    ...['definition.*', 'unit', 'reportedAs', 'dimensions', 'breakdown', 'baseline', 'baselinePeriod', 'decimals'],
    ...['min', 'max', 'synonyms', 'reportedBy'],
  ],
};

const KINDS: readonly IndicatorKind[] = ['count', 'amount', 'percentage', 'score', 'yes-no'];

export const ORG_UNIT_KINDS: readonly OrgUnitKind[] = ['global', 'region', 'country', 'office'];

/** `yearly`, `half-yearly` and the like are taken too. */
export const readFrequency: CellReader<Frequency> = choice(['monthly', 'quarterly', 'semiannual', 'annual'], {
  yearly: 'annual',
  'half-yearly': 'semiannual',
  'semi-annually': 'semiannual',
  annually: 'annual',
});

const MOST_DECIMALS = 6;

/** Shown with no decimals where figures are whole, else with one. */
function usualDecimals(kind: IndicatorKind): number {
  return kind === 'percentage' || kind === 'score' ? 1 : 0;
}

/** A declared org unit, else a kind of org unit. */
function reporter(orgUnits: CodeIndex): CellReader<string> {
  const kind = choice(ORG_UNIT_KINDS);
  const unit = reference(orgUnits, 'plan-unknown-org-unit');
  return (cell) => {
    const asKind = kind(cell);
    return asKind.ok && orgUnits.resolve(wordOf(cell)) === null ? asKind : unit(cell);
  };
}

function readUnit(row: RecordReader, kind: IndicatorKind): string {
  switch (kind) {
    case 'count':
    case 'amount':
      return row.required('unit', readText, '');
    case 'percentage':
      return row.optional('unit', readText, '%');
    case 'score':
    case 'yes-no':
      return row.optional('unit', readText, '');
    default:
      return kind satisfies never;
  }
}

export function readIndicator(row: RecordReader, declared: Declared): Indicator {
  const kind = row.required('kind', choice(KINDS), 'count');
  const figure = figureReader(kind);
  return {
    code: row.required('code', readCode, ''),
    result: row.required('result', reference(declared.results, 'plan-unknown-result'), ''),
    title: row.titles('title', 'shown'),
    definition: row.titles('definition', 'notes'),
    unit: readUnit(row, kind),
    kind,
    direction: row.required('direction', choice(['increase', 'decrease', 'maintain']), 'increase'),
    overOrgUnits: row.required('overOrgUnits', choice(['sum', 'mean', 'ratio', 'max', 'min', 'none']), 'none'),
    overTime: row.required('overTime', choice(['sum', 'latest', 'max', 'mean', 'none']), 'none'),
    reportedAs: row.optional('reportedAs', choice(['per-period', 'year-to-date']), 'per-period'),
    frequency: row.required('frequency', readFrequency, 'annual'),
    dimensions: row.optional('dimensions', list(dimension(declared)), []),
    breakdown: row.optional('breakdown', choice(['complete', 'partial', 'optional']), 'optional'),
    baseline: row.optional<number | null>('baseline', figure, null),
    baselinePeriod: row.optional<string | null>('baselinePeriod', readPeriod, null),
    decimals: row.optional('decimals', within(readNumber, 0, MOST_DECIMALS, true), usualDecimals(kind)),
    min: row.optional<number | null>('min', figure, null),
    max: row.optional<number | null>('max', figure, null),
    synonyms: row.optional('synonyms', readWords, []),
    reportedBy: row.optional('reportedBy', list(reporter(declared.orgUnits)), []),
  };
}

/** Unlike a missing sheet of org units, a missing sheet of dimensions is no fault in itself, so a reference to one has to be told. */
function dimension({ dimensions }: Declared): CellReader<string> {
  const known = reference(dimensions, 'plan-unknown-dimension');
  return (cell) => (dimensions.size === 0 ? { ok: false, code: 'plan-no-dimensions', expected: null } : known(cell));
}
