const TAB = 0x09;
const LF = 0x0a;
export const CR = 0x0d;
export const BLANK = 0x20;
export const BANG = 0x21;
export const QUOTE = 0x22;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const SLASH = 0x2f;
export const SEMICOLON = 0x3b;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const BRACKET = 0x5d;

/** Where a token ends that does not end well: more bytes are needed, or there is no such token. */
export const UNFINISHED = -1;
export const MALFORMED = -2;

export const NAME_START = 1;
export const NAME = 2;
export const SPACE = 4;
/** Stands for itself in text, and in a value between quotes; all else is looked into. */
export const TEXT = 8;
export const VALUE = 16;

/** What each byte may be. Those from 0x80 on belong to longer characters; where they count, these are decoded. */
export const CLASSES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const isSpace = byte === TAB || byte === LF || byte === CR || byte === BLANK;
  const isLetter = /[A-Za-z_:]/.test(String.fromCharCode(byte)) || byte >= 0x80;
  const isName = isLetter || /[-.0-9]/.test(String.fromCharCode(byte));
  const isPlain = byte >= BLANK && byte < 0x80 && byte !== LESS && byte !== AMPERSAND;
  return (
    (isLetter ? NAME_START : 0) |
    (isName ? NAME : 0) |
    (isSpace ? SPACE : 0) |
    ((isPlain && byte !== BRACKET) || byte === TAB || byte === LF ? TEXT : 0) |
    (isPlain && byte !== QUOTE && byte !== APOSTROPHE ? VALUE : 0)
  );
});

/** The class of the byte at a place, 0 beyond the end. */
export function classAt(bytes: Uint8Array, at: number): number {
  return CLASSES[bytes[at] ?? 0] ?? 0;
}

/** A window ends with a zero byte, which no XML holds: there a token is unfinished, anywhere else malformed. */
export function stoppedAt(at: number, end: number): number {
  return at >= end ? UNFINISHED : MALFORMED;
}

/** The first place from `at` that is no white space. */
export function skipSpace(bytes: Uint8Array, at: number): number {
  let place = at;
  while ((classAt(bytes, place) & SPACE) !== 0) place++;
  return place;
}

/** Whether a pattern without zero bytes stands at a place of a window. */
export function matches(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  for (let index = 0; index < pattern.length; index++) if (bytes[at + index] !== pattern[index]) return false;
  return true;
}

/** Whether the bytes at a place are those of an ASCII text; `UNFINISHED` when they may yet be. */
export function startsWith(bytes: Uint8Array, at: number, end: number, text: string): boolean | typeof UNFINISHED {
  for (let index = 0; index < text.length; index++) {
    if (at + index >= end) return UNFINISHED;
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}
