import { oncePer } from '../../once-per.ts';
import type { ValidationIssue } from '../../validation/issue.ts';
import { detect, markupKind } from '../detect.ts';
import { type Decoded, decodeText, JUDGED_CHARACTERS } from '../text/decode.ts';
import { foldWord, isEnough, judgeDelimiter } from '../text/delimiter.ts';
import { declaredDelimiter } from '../text/parse.ts';
import type { CodedSheet } from './coded-sheet.ts';
import { codedColumns, scanText } from './scan-text.ts';

/** Bytes from the start that mostly tell all, and ever more where they do not. */
const HEAD_BYTES = [80, 320, 1280].map((kilobytes) => kilobytes * 1024);
const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 10;

const foldedWords = oncePer((words: readonly string[]): ReadonlySet<string> => new Set(words.map(foldWord)));

/** A delimited text opened as one coded sheet, with what is to be said of its encoding. */
export interface CodedText {
  readonly coded: CodedSheet;
  readonly notes: readonly ValidationIssue[];
}

/** Whole lines from the start of a text, as many as it is judged by. */
function decodeHead(bytes: Uint8Array, knownWords: readonly string[]): Decoded {
  for (const size of HEAD_BYTES) {
    const end = bytes.length <= size ? -1 : bytes.lastIndexOf(LINE_FEED, size);
    if (end < 0) continue;
    const decoded = decodeText(bytes.subarray(0, end + 1), knownWords);
    if (!decoded.ok || (decoded.text.length > JUDGED_CHARACTERS && isEnough(decoded.text))) return decoded;
  }
  return decodeText(bytes, knownWords);
}

function startsWithMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      decoder.decode(bytes.subarray(at, at + CHUNK_BYTES), { stream: at + CHUNK_BYTES < bytes.length });
    return true;
  } catch {
    return false;
  }
}

/** UTF-8 bytes of a text without making a string of all of it; null where they are something else, or no plain table. */
function codeUtf8(bytes: Uint8Array, knownWords: readonly string[]): CodedText | null {
  if (bytes.includes(0)) return null;
  const head = decodeHead(bytes, knownWords);
  if (!head.ok || head.notes.length > 0 || /^\s*$/.test(head.text) || markupKind(head.text) !== null) return null;
  const declared = declaredDelimiter(head.text);
  const delimiter = declared?.delimiter ?? judgeDelimiter(head.text, foldedWords(knownWords));
  let from = 0;
  while (startsWithMark(bytes, from)) from += 3;
  if (declared !== null) from = bytes.indexOf(LINE_FEED) + 1;
  if (delimiter.charCodeAt(0) > 0x7f || (declared !== null && from === 0)) return null;
  const scanned = scanText(bytes, from, delimiter.charCodeAt(0));
  if (scanned === null || !(scanned.plain || isUtf8(bytes))) return null;
  const coded = { sheet: null, hidden: false, rows: scanned.rows, columns: codedColumns(scanned) };
  return { coded, notes: [] };
}

/** Whether a text is marked as UTF-16, or holds what UTF-8 cannot. */
function isOtherwiseEncoded(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || !isUtf8(bytes);
}

/**
 * A delimited text as coded columns: the same cells that `openFile` would give, at a small part of the time and memory. Null for whatever is
 * not plainly a table written as text; `openFile` then says what it is.
 */
export function codeText(bytes: Uint8Array, knownWords: readonly string[]): CodedText | null {
  if (detect(bytes) !== 'text') return null;
  const coded = codeUtf8(bytes, knownWords);
  if (coded !== null || !isOtherwiseEncoded(bytes)) return coded;
  const decoded = decodeText(bytes, knownWords);
  if (!decoded.ok) return null;
  const again = codeUtf8(new TextEncoder().encode(decoded.text), knownWords);
  return again && { coded: again.coded, notes: decoded.notes };
}
