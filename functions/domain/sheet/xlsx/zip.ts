import { issue, type ValidationIssue } from '../../validation/issue.ts';

/** A part as it is stored in the archive, its bytes not inflated yet. */
export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly stored: Uint8Array;
  readonly size: number;
  readonly crc: number;
}

export type ZipDirectory =
  | { readonly ok: true; readonly entries: readonly ZipEntry[] }
  | { readonly ok: false; readonly issue: ValidationIssue };

/**
 * The entries of a zip archive by its central directory (PKWARE APPNOTE 4.3). Names are given with `/` and without a leading
 * one. Refused: archives cut short or inconsistent (a part that another reader would not find, or find under another name, may be what makes a
 * date of a number), encrypted entries, names that climb (`..`) or differ only in case.
 */
export function readDirectory(bytes: Uint8Array): ZipDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return damaged();
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = end.start;
  for (let index = 0; index < end.count; index++) {
    if (at + 46 > end.stop || view.getUint32(at, true) !== 0x02014b50) return damaged();
    const record = readRecord(bytes, view, at);
    if (record === null) return damaged();
    at = record.next;
    if (record.encrypted) return { ok: false, issue: issue('file-encrypted', 'error') };
    if (record.name.endsWith('/')) continue;
    const folded = record.name.toLowerCase();
    if (names.has(folded)) return unsafe('duplicateName', record.name);
    if (record.name.split('/').includes('..')) return unsafe('climbingName', record.name);
    names.add(folded);
    const stored = storedBytes(bytes, view, record);
    if (stored === null) return damaged();
    const { name, size, crc } = record;
    entries.push({ name, size, crc, stored, deflated: record.method === 8 });
  }
  return at === end.stop ? { ok: true, entries } : damaged();
}

interface End {
  readonly start: number;
  readonly stop: number;
  readonly count: number;
}

/** The end record stands in the last 64 KB, before a comment; zip64 puts the true numbers into a record of its own. */
function findEnd(view: DataView): End | null {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    const wide = count === 0xffff || start === 0xffffffff ? findEnd64(view, at) : null;
    const end = wide ?? { start, stop: start + view.getUint32(at + 12, true), count };
    const whole = view.getUint16(at + 4, true) === 0 && end.stop <= at && end.count * 46 <= end.stop - end.start;
    if (whole) return end;
  }
  return null;
}

function findEnd64(view: DataView, end: number): End | null {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return null;
  const at = wideNumber(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== 0x06064b50) return null;
  const start = wideNumber(view, at + 48);
  return { start, stop: Math.min(at, start + wideNumber(view, at + 40)), count: wideNumber(view, at + 32) };
}

interface CentralRecord {
  readonly nameBytes: Uint8Array;
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly storedSize: number;
  readonly size: number;
  readonly offset: number;
  readonly next: number;
}

function readRecord(bytes: Uint8Array, view: DataView, at: number): CentralRecord | null {
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length) return null;
  const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const wide = sizes.includes(0xffffffff) ? widen(view, nameEnd, extraEnd, sizes) : sizes;
  const [size, storedSize, offset] = wide ?? [];
  if (size === undefined || storedSize === undefined || offset === undefined) return null;
  const nameBytes = bytes.subarray(at + 46, nameEnd);
  return {
    nameBytes,
    name: new TextDecoder().decode(nameBytes).replaceAll('\\', '/').replace(/^\/+/, ''),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    size,
    storedSize,
    offset,
    next,
  };
}

/** Zip64: each number that is all ones stands, in this order, in the extra field 0x0001. */
function widen(view: DataView, from: number, to: number, numbers: readonly number[]): number[] | null {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4;
    const stop = Math.min(to, field + view.getUint16(at + 2, true));
    const wide = numbers.map((number) => {
      if (number !== 0xffffffff) return number;
      field += 8;
      return field <= stop ? wideNumber(view, field - 8) : Number.NaN;
    });
    return wide.some(Number.isNaN) ? null : wide;
  }
  return null;
}

function wideNumber(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function storedBytes(bytes: Uint8Array, view: DataView, record: CentralRecord): Uint8Array | null {
  const { offset, storedSize, method, size } = record;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50) return null;
  const nameEnd = offset + 30 + view.getUint16(offset + 26, true);
  if (!isSame(bytes.subarray(offset + 30, nameEnd), record.nameBytes)) return null;
  const start = nameEnd + view.getUint16(offset + 28, true);
  if (start + storedSize > bytes.length) return null;
  if (method !== 8 && (method !== 0 || size !== storedSize)) return null;
  return bytes.subarray(start, start + storedSize);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function damaged(): ZipDirectory {
  return { ok: false, issue: issue('file-truncated', 'error') };
}

function unsafe(reason: string, found: string): ZipDirectory {
  return { ok: false, issue: issue('file-unsafe', 'error', { found, params: { reason } }) };
}
