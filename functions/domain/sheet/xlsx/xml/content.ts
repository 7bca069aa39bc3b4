import { AMPERSAND, BRACKET, CR, classAt, LESS, MALFORMED, SEMICOLON, startsWith, TEXT, UNFINISHED } from './bytes.ts';

/** What was found out about the character data just scanned. */
export interface Content {
  /** Its bytes are its characters: ASCII without references or carriage returns. */
  isPlain: boolean;
}

/** Character data waits for its end up to so many bytes; longer data is given in pieces. */
const LONGEST_WAIT = 65_536;
/** No reference to a character is longer. */
const LONGEST_REFERENCE = 16;

/** Scans character data from `at`: gives the place of the `<` that ends it, or of the end of a piece; `UNFINISHED` or `MALFORMED`. */
export function scanContent(bytes: Uint8Array, at: number, end: number, content: Content): number {
  content.isPlain = true;
  for (let place = at; ; place++) {
    while ((classAt(bytes, place) & TEXT) !== 0) place++;
    const byte = bytes[place] ?? 0;
    if (byte === LESS) return place;
    if (byte === 0 && place >= end) return end - at < LONGEST_WAIT ? UNFINISHED : endOfPiece(bytes, at, end);
    if (byte === BRACKET) {
      if (startsWith(bytes, place, end, ']]>') === true) return MALFORMED;
    } else if (byte < 0x20 && byte !== CR) return MALFORMED;
    else content.isPlain = false;
  }
}

/** The last place before `end` that parts no character, reference, line end or `]]>`. */
function endOfPiece(bytes: Uint8Array, at: number, end: number): number {
  let place = end;
  const reference = bytes.lastIndexOf(AMPERSAND, end - 1);
  if (reference >= end - LONGEST_REFERENCE && !bytes.subarray(reference, end).includes(SEMICOLON)) place = reference;
  while (place > at && ((bytes[place - 1] ?? 0) & 0xc0) === 0x80) place--;
  while (place > at && isOpen(bytes[place - 1] ?? 0)) place--;
  return place > at ? place : UNFINISHED;
}

function isOpen(byte: number): boolean {
  return byte >= 0xc0 || byte === CR || byte === BRACKET;
}
