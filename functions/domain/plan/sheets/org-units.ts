import type { OrgUnit } from '../model.ts';
import {
  type CellReader,
  choice,
  readCode,
  readDate,
  readEmail,
  readLanguage,
  readWords,
  wordOf,
} from '../workbook/cells.ts';
import { reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';
import { ORG_UNIT_KINDS } from './indicators.ts';

export const ORG_UNIT_COLUMNS: Names = {
  required: ['code', 'parent', 'kind', 'title.*'],
  optional: ['iso3', 'language', 'email', 'opened', 'closed', 'synonyms'],
};

const readIso3: CellReader<string> = (cell) => {
  const text = wordOf(cell).toUpperCase();
  return /^[A-Z]{3}$/.test(text) ? { ok: true, value: text } : { ok: false, code: 'plan-not-iso3', expected: 'KEN' };
};

export function readOrgUnit(row: RecordReader, declared: Declared, defaultLanguage: string): OrgUnit {
  return {
    code: row.required('code', readCode, ''),
    parent: row.optional<string | null>('parent', reference(declared.orgUnits, 'plan-unknown-org-unit'), null),
    kind: row.required('kind', choice(ORG_UNIT_KINDS), 'country'),
    title: row.titles('title', 'shown'),
    iso3: row.optional<string | null>('iso3', readIso3, null),
    language: row.optional('language', readLanguage, defaultLanguage),
    email: row.optional<string | null>('email', readEmail, null),
    opened: row.optional<string | null>('opened', readDate, null),
    closed: row.optional<string | null>('closed', readDate, null),
    synonyms: row.optional('synonyms', readWords, []),
  };
}
