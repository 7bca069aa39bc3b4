import { decodeUtf8 } from './text.ts';

/** The name of elements or attributes as it is written, with what is remembered about it. */
export interface Name {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly prefix: string;
  readonly local: string;
  /** Binds a prefix: `xmlns`, `xmlns:p`. */
  readonly isDeclaration: boolean;
  /** Number of the tag it was last an attribute of: an attribute is given once. */
  lastTag: number;
  /** Its local name if it is of a wanted namespace, else empty: as long as the declarations of number `scope` are in force. */
  wanted: string;
  scope: number;
}

export interface Names {
  /** The name that these bytes are, given their hash (`hash * 31 + byte` for each); null when they are no name. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): Name | null;
}

const PLACES = 256;
/** No spreadsheet part has as many; without a limit a small file could claim a great deal of memory. */
const MOST = 20_000;
const NAME = /^[_\p{ID_Start}][-.\p{ID_Continue}]*(?::[-.\p{ID_Continue}]+)?$/u;

/** The names met in a part, each made once. */
export function nameTable(): Names {
  const places: (Name[] | undefined)[] = new Array(PLACES);
  let count = 0;
  return {
    find(bytes, from, to, hash) {
      const place = (hash ^ (hash >>> 10)) & (PLACES - 1);
      const known = places[place] ?? [];
      for (const name of known) if (isSame(name.bytes, bytes, from, to)) return name;
      const name = ++count > MOST ? null : nameOf(bytes.slice(from, to));
      if (name !== null) places[place] = [...known, name];
      return name;
    },
  };
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false;
  return true;
}

function nameOf(bytes: Uint8Array): Name | null {
  const decoded = decodeUtf8(bytes);
  if (decoded === null || !NAME.test(decoded)) return null;
  const text = internalised(decoded);
  const colon = text.indexOf(':');
  const prefix = colon < 0 ? '' : text.slice(0, colon);
  const isDeclaration = text === 'xmlns' || prefix === 'xmlns';
  return {
    ...{ bytes, text, prefix, local: internalised(text.slice(colon + 1)), isDeclaration },
    ...{ lastTag: 0, wanted: '', scope: -1 },
  };
}

/** The same text as a key of an object, which engines compare by place rather than letter by letter. */
function internalised(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}
