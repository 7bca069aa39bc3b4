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
  const declared = [...types.values()];
  const declares = (fragment: string) => declared.some((type) => type.includes(fragment));
  if (declares('ms-excel.sheet.binary')) return refused('file-xlsb');
  if (declares('ms-office.vbaproject')) return refused('file-macros');
  if (declares('wordprocessingml.') || declares('presentationml.')) return refused('file-docx');
  const relationships = readRelationships(source, '');
  if (!(relationships instanceof Map)) return { ok: false, issue: relationships };
  const main = [...relationships.values()].find((relationship) => relationship.type === 'officeDocument')?.target;
  if (main !== undefined && source.has(main)) return { ok: true, part: main };
  return refused(main === undefined && !declares('spreadsheetml.') ? 'file-zip' : 'file-truncated');
}

function foreignKind(source: OfficePackage): string {
  if (source.has('content.xml') && source.has('META-INF/manifest.xml')) return 'file-ods';
  return source.names().some((name) => /^(xl|_rels)\//i.test(name)) ? 'file-truncated' : 'file-zip';
}

function refused(code: string): Recognised {
  return { ok: false, issue: issue(code, 'error') };
}
