import { issue, type ValidationIssue } from '../../validation/issue.ts';
import { guessLegacyEncoding } from './legacy.ts';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly notes: readonly ValidationIssue[] }
  | { readonly ok: false; readonly issue: ValidationIssue };

/**
 * The text of a file, with newlines as `\n` and without a byte order mark. UTF-8 and UTF-16 are recognised; anything else
 * is taken for the code page that makes more of the known words appear, and a note says so. Binary content is refused.
 */
export function decodeText(bytes: Uint8Array, knownWords: readonly string[]): Decoded {
  const marked = markedEncoding(bytes);
  if (marked === null && bytes.includes(0)) return refused('file-binary');
  const strict = decode(bytes, marked ?? 'utf-8', true);
  if (strict !== null) return accept(strict, []);
  if (endsInsideCharacter(bytes, marked ?? 'utf-8')) return refused('file-truncated');
  if (marked !== null)
    return accept(decode(bytes, marked, false) ?? '', [issue('encoding-damaged', 'warning', { found: marked })]);
  const encoding = guessLegacyEncoding(bytes, knownWords);
  return accept(decode(bytes, encoding, false) ?? '', [issue('encoding-guessed', 'info', { found: encoding })]);
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

/** Text has tabs and line ends, hardly ever another control character, and never NUL. */
function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const sample = text.slice(0, 65_536);
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
