import { issue, type ValidationIssue } from '../../validation/issue.ts';
import type { Limits } from '../limits.ts';
import { type Inflated, inflateEntry } from './inflate.ts';
import { CONTENT_TYPES, OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS } from './namespaces.ts';
import { type XmlHandlers, xmlReader } from './xml.ts';
import type { ZipEntry } from './zip.ts';

export interface Relationship {
  /** Last part of the type, `worksheet` in `…/relationships/worksheet`; empty for types that are not of Office. */
  readonly type: string;
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
const PIECE_BYTES = 262_144;

export function officePackage(entries: readonly ZipEntry[], limits: Limits): OfficePackage {
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const total: Inflated = { bytes: 0 };
  return {
    has: (part) => parts.has(part.toLowerCase()),
    names: () => entries.map((entry) => entry.name),
    text(part) {
      const entry = parts.get(part.toLowerCase());
      if (entry === undefined) return null;
      let head = '';
      inflateEntry(entry, total, limits, (chunk) => {
        head = new TextDecoder().decode(chunk.subarray(0, 1024));
        return false;
      });
      return head;
    },
    read(part, namespaces, handlers) {
      const entry = parts.get(part.toLowerCase());
      if (entry === undefined) return damaged(part);
      const reader = xmlReader(namespaces, handlers);
      const decoder = partDecoder();
      const refusal = inflateEntry(entry, total, limits, (chunk) => {
        for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
          const text = decoder.decode(chunk.subarray(at, at + PIECE_BYTES));
          if (text === null || !reader.write(text) || handlers.refusal?.()) return false;
        }
        return true;
      });
      const refused = refusal ?? handlers.refusal?.();
      if (refused) return refused;
      const rest = decoder.end();
      if (rest !== null && reader.write(rest)) reader.end();
      if (reader.problem() === 'doctype')
        return issue('file-unsafe', 'error', { found: part, params: { reason: 'doctype' } });
      return rest === null || reader.problem() !== null ? damaged(part) : (handlers.refusal?.() ?? null);
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
    open(name, { Id, Type = '', Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      const family = OFFICE_RELATIONSHIPS.find((uri) => Type.startsWith(`${uri}/`));
      const type = family === undefined ? '' : Type.slice(family.length + 1);
      relationships.set(Id, { type, target: resolvePart(source, folder, Target) });
    },
  });
  return refusal ?? relationships;
}

/** Content types in lower case: those declared for single parts by part name, those for file endings by `*.ending`. */
export function readContentTypes(source: OfficePackage): Map<string, string> | ValidationIssue {
  const types = new Map<string, string>();
  const refusal = source.read('[Content_Types].xml', CONTENT_TYPES, {
    open(name, { PartName, Extension, ContentType = '' }) {
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

/** UTF-8, or UTF-16 when the part starts with its mark; null for bytes that are neither. */
function partDecoder() {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let broken = false;
  const decode = (chunk: Uint8Array | undefined): string | null => {
    if (broken) return null;
    try {
      if (chunk === undefined) return decoder?.decode() ?? '';
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      return decoder.decode(chunk, { stream: true });
    } catch {
      broken = true;
      return null;
    }
  };
  return { decode: (chunk: Uint8Array) => decode(chunk), end: () => decode(undefined) };
}

function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

function damaged(part: string): ValidationIssue {
  return issue('file-truncated', 'error', { found: part });
}
