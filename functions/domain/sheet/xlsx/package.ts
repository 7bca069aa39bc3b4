import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Limits } from '../limits.ts';
import { type Inflated, inflateEntry, type Unpacker } from './inflate.ts';
import { CONTENT_TYPES, OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS } from './namespaces.ts';
import { toUtf8 } from './xml/encoding.ts';
import { type XmlHandlers, xmlReader } from './xml/reader.ts';
import type { ZipEntry } from './zip.ts';

export interface Relationship {
  /** Last part of the type, `worksheet` in `…/relationships/worksheet`; empty for types that are not of Office. */
  readonly type: string;
  /** The type in full. */
  readonly uri: string;
  /** Name of the part it leads to. */
  readonly target: string;
}

/** The parts of an Open Packaging archive (ECMA-376 part 2); names compare without case. */
export interface OfficePackage {
  has(part: string): boolean;
  names(): readonly string[];
  /** A small plain part as text, its first kilobyte at most; null when it is missing. */
  text(part: string): string | null;
  /** Feeds a part to its reader; gives the refusal of a part that is missing, damaged, unsafe or too large, or null. */
  read(part: string, namespaces: readonly string[], handlers: XmlHandlers): ValidationIssue | null;
}

/** How much is parsed before a problem can stop it. */
const PIECE_BYTES = 65_536;

export function officePackage(entries: readonly ZipEntry[], limits: Limits, unpacker: Unpacker): OfficePackage {
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const total: Inflated = { bytes: 0 };
  return {
    has: (part) => parts.has(part.toLowerCase()),
    names: () => entries.map((entry) => entry.name),
    text(part) {
      const entry = parts.get(part.toLowerCase());
      if (entry === undefined) return null;
      const bytes = inflateEntry(entry, total, limits, unpacker);
      return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes.subarray(0, 1024)) : '';
    },
    read(part, namespaces, handlers) {
      const entry = parts.get(part.toLowerCase());
      if (entry === undefined) return damaged(part);
      const reader = xmlReader(namespaces, handlers);
      const utf8 = toUtf8();
      const bytes = inflateEntry(entry, total, limits, unpacker);
      if (!(bytes instanceof Uint8Array)) return bytes;
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        const piece = utf8(bytes.subarray(at, at + PIECE_BYTES));
        const goesOn = piece !== null && reader.write(piece);
        const refusal = handlers.refusal?.();
        if (refusal) return refusal;
        if (!goesOn) break;
      }
      const isWhole = utf8(null) !== null;
      reader.end();
      if (reader.problem() === 'doctype')
        return issue('file-unsafe', 'error', { found: part, params: { reason: 'doctype' } });
      return isWhole && reader.problem() === null ? (handlers.refusal?.() ?? null) : damaged(part);
    },
  };
}

/** Relationships of a part by id; those that lead out of the package are left out. `part` is empty for the package's own. */
export function readRelationships(source: OfficePackage, part: string): Map<string, Relationship> | ValidationIssue {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relationships = new Map<string, Relationship>();
  const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!source.has(path)) return relationships;
  const refusal = source.read(path, PACKAGE_RELATIONSHIPS, {
    open(name, tag) {
      const [Id, Type = '', Target, TargetMode] = ['Id', 'Type', 'Target', 'TargetMode'].map(tag.get);
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      const family = OFFICE_RELATIONSHIPS.find((uri) => Type.startsWith(`${uri}/`));
      const type = family === undefined ? '' : Type.slice(family.length + 1);
      relationships.set(Id, { type, uri: Type, target: resolvePart(source, folder, Target) });
    },
  });
  return refusal ?? relationships;
}

/** Content types in lower case: those declared for single parts by part name, those for file endings by `*.ending`. */
export function readContentTypes(source: OfficePackage): Map<string, string> | ValidationIssue {
  const types = new Map<string, string>();
  const refusal = source.read('[Content_Types].xml', CONTENT_TYPES, {
    open(name, tag) {
      const [PartName, Extension, ContentType = ''] = ['PartName', 'Extension', 'ContentType'].map(tag.get);
      if (name === 'Override' && PartName)
        types.set(PartName.replace(/^\//, '').toLowerCase(), ContentType.toLowerCase());
      if (name === 'Default' && Extension) types.set(`*.${Extension.toLowerCase()}`, ContentType.toLowerCase());
    },
  });
  return refusal ?? types;
}

function resolvePart(source: OfficePackage, folder: string, target: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith('/') ? target : folder + target).replaceAll('\\', '/').split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const name = segments.join('/');
  return source.has(name) ? name : unescaped(name);
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function damaged(part: string): ValidationIssue {
  return issue('file-truncated', 'error', { found: part });
}
