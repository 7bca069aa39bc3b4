import { inflateSync } from 'fflate';
import type { ZipEntry } from '../../sheet/xlsx/zip.ts';
import { writeZip, zipEntry } from './write-zip.ts';

/** The parts of a package while it is changed; names compare without case. */
export interface Parts {
  readonly has: (name: string) => boolean;
  /** A part's text; null for one that is missing, too large to be worked on, or not in Unicode. */
  readonly text: (name: string) => string | null;
  readonly put: (name: string, text: string) => void;
  readonly remove: (name: string) => void;
  /** The archive: parts that were not put stay as they were stored. */
  readonly archive: () => Uint8Array;
}

function encodingOf([a, b]: Uint8Array): string {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

/** A part's text, to be written in UTF-8 whatever it was in. */
function inflated(entry: ZipEntry): string | null {
  try {
    const bytes = entry.deflated ? inflateSync(entry.stored, { out: new Uint8Array(entry.size) }) : entry.stored;
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.replace(/^<\?xml[^>]*\?>/, DECLARATION);
  } catch {
    return null;
  }
}

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Parts of an archive's entries; one whose text would have more than `most` bytes cannot be read. */
export function partsOf(entries: readonly ZipEntry[], most: number): Parts {
  const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const texts = new Map<string, { readonly name: string; readonly text: string }>();
  return {
    has: (name) => texts.has(name.toLowerCase()) || parts.has(name.toLowerCase()),
    text(name) {
      const changed = texts.get(name.toLowerCase());
      if (changed) return changed.text;
      const entry = parts.get(name.toLowerCase());
      return entry === undefined || entry.size > most ? null : inflated(entry);
    },
    put(name, text) {
      const known = texts.get(name.toLowerCase())?.name ?? parts.get(name.toLowerCase())?.name ?? name;
      texts.set(name.toLowerCase(), { name: known, text });
    },
    remove(name) {
      texts.delete(name.toLowerCase());
      parts.delete(name.toLowerCase());
    },
    archive() {
      const changed = ([key, entry]: [string, ZipEntry]) => {
        const put = texts.get(key);
        return put ? zipEntry(entry.name, new TextEncoder().encode(put.text)) : entry;
      };
      const added = [...texts]
        .filter(([key]) => !parts.has(key))
        .map(([, { name, text }]) => zipEntry(name, new TextEncoder().encode(text)));
      return writeZip([...Array.from(parts, changed), ...added]);
    },
  };
}
