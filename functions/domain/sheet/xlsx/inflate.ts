import { Inflate } from 'fflate';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Limits, tooLarge } from '../limits.ts';
import { crc32 } from './crc32.ts';
import type { ZipEntry } from './zip.ts';

/**
 * The two costly things done to the bytes of an archive. By a platform's own means a large workbook opens in half of the time, so a caller may
 * hand these in.
 */
export interface Unpacker {
  /** Inflates raw deflate data of a known size, and never makes more than that; null for data that are damaged or of another size. */
  inflate(stored: Uint8Array, size: number): Uint8Array | null;
  /** CRC-32 as in zip (ISO 3309). */
  crc32(bytes: Uint8Array): number;
}

/** Deflate grows at most 1032 times, so one step gives 33 MB at the very worst. */
const STEP_BYTES = 32_768;

/** The one that needs no platform. */
export const PURE_UNPACKER: Unpacker = {
  crc32,
  inflate(stored, size) {
    const bytes = new Uint8Array(size);
    let filled = 0;
    const inflater = new Inflate((chunk) => {
      if (filled + chunk.length <= size) bytes.set(chunk, filled);
      filled += chunk.length;
    });
    try {
      for (let at = 0; at < stored.length && filled <= size; at += STEP_BYTES)
        inflater.push(stored.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= stored.length);
    } catch {
      return null;
    }
    return filled === size ? bytes : null;
  },
};

/** Bytes inflated so far, over all parts of a workbook. */
export interface Inflated {
  bytes: number;
}

/**
 * The bytes of a part. What it claims is held against the limits before anything is inflated, and never more is made of it than it claims: a
 * part of another size or checksum is damaged.
 */
export function inflateEntry(
  entry: ZipEntry,
  total: Inflated,
  limits: Limits,
  unpacker: Unpacker,
): Uint8Array | ValidationIssue {
  const { stored, size, crc, deflated } = entry;
  total.bytes += size;
  if (total.bytes > limits.inflatedBytes) return tooLarge('inflatedBytes', limits);
  if (size > limits.ratioFreeBytes && size > limits.ratio * stored.length) return tooLarge('ratio', limits);
  const bytes = deflated ? unpacker.inflate(stored, size) : stored;
  const isWhole = bytes !== null && bytes.length === size && unpacker.crc32(bytes) === crc;
  return isWhole ? bytes : issue('file-truncated', 'error', { found: entry.name });
}
