import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { guessLegacyEncoding } from './legacy.ts';
import { runsOf } from './mixed.ts';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly notes: readonly ValidationIssue[] }
  | { readonly ok: false; readonly issue: ValidationIssue };

/**
 * The text of a file, with newlines as `\n` and without a byte order mark. UTF-8 and UTF-16 are recognised, UTF-16 without its mark too; lines
 * of anything else are taken for the code page that makes more of the known words appear, and a note says so. Binary content is refused.
 */
export function decodeText(bytes: Uint8Array, knownWords: readonly string[]): Decoded {
  const marked = markedEncoding(bytes);
  const encoding = marked ?? (bytes.includes(0) ? unmarkedUtf16(bytes) : 'utf-8');
  if (encoding === null) return refused('file-binary');
  const guessed =
    marked === null && encoding !== 'utf-8' ? [issue('encoding-unmarked', 'info', { found: encoding })] : [];
  const strict = decode(bytes, encoding, true);
  if (strict !== null) return accept(strict, guessed);
  if (endsInsideCharacter(bytes, encoding)) return refused('file-truncated');
  if (marked !== null || encoding !== 'utf-8')
    return accept(decode(bytes, encoding, false) ?? '', [issue('encoding-damaged', 'warning', { found: encoding })]);
  const runs = runsOf(bytes, (line) => decode(line, 'utf-8', true) !== null);
  if (runs === null) {
    const legacy = guessLegacyEncoding(bytes, knownWords);
    return accept(decode(bytes, legacy, false) ?? '', [issue('encoding-guessed', 'info', { found: legacy })]);
  }
  const legacy = guessLegacyEncoding(joined(runs.filter(({ isUtf8 }) => !isUtf8).map((run) => run.bytes)), knownWords);
  const text = runs.map((run) => decode(run.bytes, run.isUtf8 ? 'utf-8' : legacy, false) ?? '').join('');
  return accept(text, [issue('encoding-mixed', 'warning', { found: `utf-8, ${legacy}` })]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const SAMPLE_BYTES = 65_536;

/** Letters, digits and signs of the languages Jalon reads. */
const USUAL = /[\t\n\r -~\u00a0-\u06ff\u2000-\u206f\u20a0-\u20bf\ufb50-\ufeff]/g;

/** UTF-16 whose mark was lost: every other byte of digits, separators and Latin letters is zero. Null where it is no such text. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  if (Math.min(even, odd) * 10 > Math.max(even, odd)) return null;
  const text = decode(sample.subarray(0, sample.length & ~1), encoding, false) ?? '';
  return (text.match(USUAL)?.length ?? 0) >= 0.95 * text.length && text.length > 0 ? encoding : null;
}

function markedEncoding(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

/** True when only the last character is broken off: the file was cut, its encoding is not in doubt. */
function endsInsideCharacter(bytes: Uint8Array, encoding: string): boolean {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    const end = bytes.length - cut;
    const startsCharacter = encoding !== 'utf-8' || (bytes[end] ?? 0) >= 0xc2;
    // A whole file in a code page may end in one accented letter, so UTF-8 must have proven itself before.
    const proven = encoding !== 'utf-8' || bytes.subarray(0, end).some((byte) => byte >= 0x80);
    if (startsCharacter && proven && decode(bytes.subarray(0, end), encoding, true) !== null) return true;
  }
  return false;
}

function accept(text: string, notes: readonly ValidationIssue[]): Decoded {
  if (looksBinary(text)) return refused('file-binary');
  const unmarked = text.replace(/^\uFEFF+/, '');
  return { ok: true, text: unmarked.includes('\r') ? unmarked.replace(/\r\n?/g, '\n') : unmarked, notes };
}

/** Whether a text is one is judged by so many characters from the start. */
export const JUDGED_CHARACTERS = 65_536;

/** Text has tabs and line ends, hardly ever another control character, and never NUL. */
function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, JUDGED_CHARACTERS);
  let controls = 0;
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at);
    if (code < 32 && (code < 9 || code > 13)) controls++;
  }
  return controls * 100 > sample.length;
}

function refused(code: string): Decoded {
  return { ok: false, issue: issue(code, 'error') };
}
