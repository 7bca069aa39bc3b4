import { Inflate } from 'fflate';
import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { type Limits, tooLarge } from '../limits.ts';
import { crc32 } from './crc32.ts';
import type { ZipEntry } from './zip.ts';

/** Deflate grows at most 1032 times, so one step gives 33 MB at the very worst. */
const STEP_BYTES = 32_768;

/** Bytes inflated so far, over all parts of a workbook. */
export interface Inflated {
  bytes: number;
}

/**
 * Inflates a part in steps and hands them on as long as `take` says true. Gives the refusal of a part that is damaged or goes over
 * a limit (which stops it at once, whatever size it claims), or null.
 */
export function inflateEntry(
  entry: ZipEntry,
  total: Inflated,
  limits: Limits,
  take: (chunk: Uint8Array) => boolean,
): ValidationIssue | null {
  let size = 0;
  let crc = 0;
  for (const chunk of chunksOf(entry)) {
    if (chunk === null) return damaged(entry);
    size += chunk.length;
    total.bytes += chunk.length;
    if (total.bytes > limits.inflatedBytes) return tooLarge('inflatedBytes', limits);
    if (size > limits.ratioFreeBytes && size > limits.ratio * entry.stored.length) return tooLarge('ratio', limits);
    crc = crc32(chunk, crc);
    if (!take(chunk)) return null;
  }
  return size === entry.size && crc === entry.crc ? null : damaged(entry);
}

function* chunksOf(entry: ZipEntry): Generator<Uint8Array | null> {
  const pending: Uint8Array[] = [];
  const inflater = new Inflate((chunk) => pending.push(chunk));
  for (let at = 0; at < entry.stored.length; at += STEP_BYTES) {
    const step = entry.stored.subarray(at, at + STEP_BYTES);
    if (!entry.deflated) {
      yield step;
      continue;
    }
    try {
      inflater.push(step, at + STEP_BYTES >= entry.stored.length);
    } catch {
      yield null;
      return;
    }
    yield* pending.splice(0);
  }
}

function damaged(entry: ZipEntry): ValidationIssue {
  return issue('file-truncated', 'error', { found: entry.name });
}
