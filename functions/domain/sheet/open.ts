import { issue } from '../validation/issue.ts';
import { detect, type FileKind, markupKind } from './detect.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Opened } from './statement.ts';
import { decodeText } from './text/decode.ts';
import { openText } from './text/parse.ts';
import { PURE_UNPACKER, type Unpacker } from './xlsx/inflate.ts';
import { openWorkbook } from './xlsx/workbook.ts';

export interface OpenOptions {
  /** Titles, synonyms and codes of the plan: they tell encodings and delimiters apart. */
  readonly knownWords?: readonly string[];
  readonly limits?: Partial<Limits>;
  /** Inflates the parts of workbooks; the domain's own way is pure, and slower. */
  readonly unpacker?: Unpacker;
}

/**
 * The sheets of an office file, recognised by its content and never by its name: an Excel workbook (.xlsx) or a delimited
 * text. Anything else, and whatever is damaged, locked or beyond the limits, gives the one issue that says so. Never throws.
 */
export function openFile(bytes: Uint8Array, options: OpenOptions = {}): Opened {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const kind = detect(bytes);
  if (kind === 'zip') return openWorkbook(bytes, limits, options.unpacker ?? PURE_UNPACKER);
  return kind === 'text' ? openDelimited(bytes, options.knownWords ?? [], limits) : refused(REFUSALS[kind]);
}

const REFUSALS = {
  empty: 'empty-file',
  archive: 'file-zip',
  xls: 'file-xls',
  encrypted: 'file-encrypted',
  document: 'file-docx',
  pdf: 'file-pdf',
  image: 'file-image',
  binary: 'file-binary',
} as const satisfies Record<Exclude<FileKind, 'zip' | 'text'>, string>;

function openDelimited(bytes: Uint8Array, knownWords: readonly string[], limits: Limits): Opened {
  const decoded = decodeText(bytes, knownWords);
  if (!decoded.ok) return decoded;
  if (/^\s*$/.test(decoded.text)) return refused('empty-file');
  const markup = markupKind(decoded.text);
  if (markup !== null) return refused(`file-${markup}`);
  const opened = openText(decoded.text, knownWords, limits);
  return opened.ok ? { ...opened, notes: [...decoded.notes, ...opened.notes] } : opened;
}

function refused(code: string): Opened {
  return { ok: false, issue: issue(code, 'error') };
}
