import type { Subscription } from '../model.ts';
import { choice, list, readEmail, readLanguage } from '../workbook/cells.ts';
import { reference } from '../workbook/code-index.ts';
import type { Names } from '../workbook/columns.ts';
import type { Declared } from '../workbook/declared.ts';
import type { RecordReader } from '../workbook/record.ts';
import { readFrequency } from './indicators.ts';

export const SUBSCRIPTION_COLUMNS: Names = {
  required: ['email', 'scope', 'frequency'],
  optional: ['report', 'language', 'formats'],
};

const readFormats = list(choice(['html', 'pdf', 'xlsx', 'csv', 'json', 'iati'], { 'iati.xml': 'iati' }));

export function readSubscription(row: RecordReader, declared: Declared, defaultLanguage: string): Subscription {
  return {
    email: row.required('email', readEmail, ''),
    report: row.optional('report', choice(['results', 'annual', 'completeness']), 'results'),
    scope: row.required('scope', reference(declared.orgUnits, 'plan-unknown-org-unit'), ''),
    frequency: row.required('frequency', readFrequency, 'quarterly'),
    language: row.optional('language', readLanguage, defaultLanguage),
    formats: row.optional<readonly string[]>('formats', readFormats, ['html', 'pdf']),
  };
}
