import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type OfficePackage, readContentTypes, readRelationships } from './package.ts';

export type Recognised =
  | { readonly ok: true; readonly part: string }
  | { readonly ok: false; readonly issue: ValidationIssue };

/** The main part of an Excel workbook without macros; for any other archive, the issue that names what it is. */
export function recognise(source: OfficePackage): Recognised {
  if (!source.has('[Content_Types].xml')) return refused(foreignKind(source));
  const types = readContentTypes(source);
  if (!(types instanceof Map)) return { ok: false, issue: types };
  const relationships = readRelationships(source, '');
  if (!(relationships instanceof Map)) return { ok: false, issue: relationships };
  const part =
    [...relationships.values()].find((relationship) => relationship.type === 'officeDocument')?.target ??
    [...types].find(([, type]) => type.endsWith('spreadsheetml.sheet.main+xml'))?.[0];
  if (part === undefined) return refused('file-zip');
  const type = types.get(part.toLowerCase()) ?? types.get(`*.${part.toLowerCase().split('.').at(-1)}`) ?? '';
  if (type.includes('ms-excel.sheet.binary')) return refused('file-xlsb');
  if (/wordprocessingml|presentationml|ms-word|ms-powerpoint/.test(type)) return refused('file-docx');
  if ([...types.values()].includes('application/vnd.ms-office.vbaproject')) return refused('file-macros');
  return source.has(part) ? { ok: true, part } : refused('file-truncated');
}

/** An archive without content types, by the names of its parts. */
function foreignKind(source: OfficePackage): string {
  const holds = (pattern: RegExp) => source.names().some((name) => pattern.test(name));
  if (holds(/^META-INF\/manifest\.xml$/i) && holds(/^content\.xml$/i))
    return /opendocument\.(text|presentation|graphics)/.test(source.text('mimetype') ?? '') ? 'file-docx' : 'file-ods';
  if (holds(/^(Index\/Document\.iwa|Index\.zip)$/i)) return 'file-numbers';
  return holds(/^(xl|_rels)\//i) ? 'file-truncated' : 'file-zip';
}

function refused(code: string): Recognised {
  return { ok: false, issue: issue(code, 'error') };
}
