import { BANG, GREATER, MALFORMED, QUESTION, startsWith, UNFINISHED } from './bytes.ts';
import { decodeUtf8 } from './text.ts';

/** What is no element and no text. */
export type Aside = 'comment' | 'instruction' | 'cdata' | 'doctype';

/** Which of them begins with the `<!` or `<?` at a place. */
export function asideAt(bytes: Uint8Array, at: number, end: number): Aside | typeof UNFINISHED | typeof MALFORMED {
  if (bytes[at + 1] === QUESTION) return 'instruction';
  for (const [start, aside] of STARTS) {
    const found = startsWith(bytes, at, end, start);
    if (found === UNFINISHED) return UNFINISHED;
    if (found) return aside;
  }
  return bytes[at + 1] === BANG ? MALFORMED : UNFINISHED;
}

export const CDATA = '<![CDATA[';

const STARTS = [
  ['<!--', 'comment'],
  ['<!DOCTYPE', 'doctype'],
  [CDATA, 'cdata'],
] as const;

/** The place of the mark that ends an aside; `UNFINISHED` where it does not stand in the window. */
export function findEnd(bytes: Uint8Array, from: number, end: number, mark: string): number {
  const last = mark.charCodeAt(mark.length - 1);
  for (let at = bytes.indexOf(last, from + mark.length - 1); at >= 0 && at < end; at = bytes.indexOf(last, at + 1))
    if (startsWith(bytes, at - mark.length + 1, end, mark) === true) return at - mark.length + 1;
  return UNFINISHED;
}

/** The place after a comment; it may not hold `--`. */
export function skipComment(bytes: Uint8Array, at: number, end: number): number {
  const stop = findEnd(bytes, at + 4, end, '--');
  if (stop < 0) return UNFINISHED;
  if (stop + 2 >= end) return UNFINISHED;
  return bytes[stop + 2] === GREATER && decodeUtf8(bytes.subarray(at, stop)) !== null ? stop + 3 : MALFORMED;
}

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*$/;
const INSTRUCTION = /^<\?(?!xml(?:\s|$))[^\s\d.?<>&'"!/-][^\s?<>&'"!/]*(?:\s[\s\S]*)?$/i;

/** The place after a processing instruction; the XML declaration is one that may only stand first. */
export function skipInstruction(bytes: Uint8Array, at: number, end: number, isFirst: boolean): number {
  const stop = findEnd(bytes, at + 2, end, '?>');
  if (stop < 0) return UNFINISHED;
  const text = decodeUtf8(bytes.subarray(at, stop));
  return text !== null && (INSTRUCTION.test(text) || (isFirst && DECLARATION.test(text))) ? stop + 2 : MALFORMED;
}
