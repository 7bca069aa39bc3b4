import { crc32, inflateRawSync } from 'node:zlib';
import type { Unpacker } from './domain/sheet/xlsx/inflate.ts';

/** Inflating by zlib, for the pure reader of workbooks: half of its time goes without it. */
export const unpacker: Unpacker = {
  crc32: (bytes) => crc32(bytes),
  inflate(stored, size) {
    try {
      // One byte more: a buffer filled to its end makes zlib ask for another as large.
      const bytes = inflateRawSync(stored, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) });
      return bytes.length === size ? new Uint8Array(bytes.buffer, bytes.byteOffset, size) : null;
    } catch {
      return null;
    }
  },
};
