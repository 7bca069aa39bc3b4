import type { Grid } from '../../sheet/grid.ts';
import type { ValidationIssue } from '../../validation/issue.ts';
import { CROSSWALK_COLUMNS, readCrosswalkRow } from '../sheets/crosswalk.ts';
import { DIMENSION_COLUMNS, readDimensionRows } from '../sheets/dimensions.ts';
import { HEADER_COLUMNS, readHeaderRow } from '../sheets/headers.ts';
import { INDICATOR_COLUMNS, readIndicator } from '../sheets/indicators.ts';
import { LEVEL_COLUMNS, readLevel } from '../sheets/levels.ts';
import { ORG_UNIT_COLUMNS, readOrgUnit } from '../sheets/org-units.ts';
import { PERIOD_COLUMNS, readWindow } from '../sheets/periods.ts';
import { RESULT_COLUMNS, readResult } from '../sheets/results.ts';
import { RULE_COLUMNS, readRule } from '../sheets/rules.ts';
import { readSettingsSheet } from '../sheets/settings.ts';
import { readSubscription, SUBSCRIPTION_COLUMNS } from '../sheets/subscriptions.ts';
import { readTarget, TARGET_COLUMNS } from '../sheets/targets.ts';
import { createCodeIndex } from './code-index.ts';
import type { Names } from './columns.ts';
import type { Draft } from './draft.ts';
import { findSheets, type SheetName } from './sheets.ts';
import { openTable } from './table.ts';

/** Reads every sheet, noting each cell that cannot be read; null when the file has no sheet of a plan. */
export function readDraft(
  grids: readonly Grid[],
  { before, spoken }: Pick<Draft, 'before' | 'spoken'>,
  issues: ValidationIssue[],
): Draft | null {
  const sheets = findSheets(grids, issues);
  if (sheets.size === 0) return null;
  const settings = readSettingsSheet(sheets.get('Plan') ?? null, issues);
  const { languages, defaultLanguage } = settings.item;
  const open = (name: SheetName, columns: Names, need: 'required' | 'optional') =>
    openTable(sheets.get(name) ?? null, columns, languages, need, issues);

  const levels = open('Levels', LEVEL_COLUMNS, 'required');
  const results = open('Results', RESULT_COLUMNS, 'required');
  const indicators = open('Indicators', INDICATOR_COLUMNS, 'required');
  const dimensions = open('Dimensions', DIMENSION_COLUMNS, 'optional');
  const orgUnits = open('OrgUnits', ORG_UNIT_COLUMNS, 'required');
  const declared = {
    levels: createCodeIndex(levels.words('code')),
    results: createCodeIndex(results.words('code')),
    indicators: createCodeIndex(indicators.words('code')),
    dimensions: createCodeIndex(dimensions.words('dimension')),
    orgUnits: createCodeIndex(orgUnits.words('code')),
  };
  const crosswalk = open('Crosswalk', CROSSWALK_COLUMNS, 'optional');
  const retired = createCodeIndex(crosswalk.words('oldCode'));
  const readIndicators = indicators.read((row) => readIndicator(row, declared));
  const byCode = new Map(readIndicators.map(({ item }) => [item.code, item]));
  return {
    before,
    spoken,
    settings,
    declared,
    levels: levels.read(readLevel),
    results: results.read((row) => readResult(row, declared)),
    indicators: readIndicators,
    dimensions: readDimensionRows(dimensions, declared),
    orgUnits: orgUnits.read((row) => readOrgUnit(row, declared, defaultLanguage)),
    targets: open('Targets', TARGET_COLUMNS, 'optional').read((row) => readTarget(row, declared, byCode)),
    periods: open('Periods', PERIOD_COLUMNS, 'required').read(readWindow),
    rules: open('Rules', RULE_COLUMNS, 'optional').read(readRule),
    crosswalk: crosswalk.read((row) => readCrosswalkRow(row, declared, retired)),
    headers: open('Headers', HEADER_COLUMNS, 'optional').read(readHeaderRow),
    subscriptions: open('Subscriptions', SUBSCRIPTION_COLUMNS, 'optional').read((row) =>
      readSubscription(row, declared, defaultLanguage),
    ),
  };
}
