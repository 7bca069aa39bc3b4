import { deflateSync } from 'fflate';
import { crc32 } from '../../sheet/xlsx/crc32.ts';
import type { ZipEntry } from '../../sheet/xlsx/zip.ts';

/** 1 January 1980, the first date there is in an archive: equal parts are equal bytes. */
const DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const LOCAL = 30;
const CENTRAL = 46;
const END = 22;

/** A part to be stored in an archive, deflated. */
export function zipEntry(name: string, content: Uint8Array): ZipEntry {
  return {
    name,
    deflated: true,
    stored: deflateSync(content, { level: 6 }),
    size: content.length,
    crc: crc32(content),
  };
}

function header(view: DataView, at: number, { deflated, crc, stored, size }: ZipEntry, name: Uint8Array): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 4, deflated ? 8 : 0, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, stored.length, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

/** The zip archive of entries as they are stored (PKWARE APPNOTE 4.3): what was taken from another archive stays byte for byte the same. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const names = entries.map(({ name }) => new TextEncoder().encode(name));
  const nameBytes = names.reduce((sum, name) => sum + name.length, 0);
  const contents = entries.reduce((sum, { stored }) => sum + stored.length, 0);
  const directory = entries.length * LOCAL + nameBytes + contents;
  const bytes = new Uint8Array(directory + entries.length * CENTRAL + nameBytes + END);
  const view = new DataView(bytes.buffer);
  let local = 0;
  let central = directory;
  for (const [index, entry] of entries.entries()) {
    const name = names[index] ?? new Uint8Array();
    view.setUint32(local, 0x04034b50, true);
    header(view, local + 4, entry, name);
    bytes.set(name, local + LOCAL);
    bytes.set(entry.stored, local + LOCAL + name.length);
    view.setUint32(central, 0x02014b50, true);
    view.setUint16(central + 4, 20, true);
    header(view, central + 6, entry, name);
    view.setUint32(central + 42, local, true);
    bytes.set(name, central + CENTRAL);
    local += LOCAL + name.length + entry.stored.length;
    central += CENTRAL + name.length;
  }
  view.setUint32(central, 0x06054b50, true);
  view.setUint16(central + 8, entries.length, true);
  view.setUint16(central + 10, entries.length, true);
  view.setUint32(central + 12, central - directory, true);
  view.setUint32(central + 16, directory, true);
  return bytes;
}
