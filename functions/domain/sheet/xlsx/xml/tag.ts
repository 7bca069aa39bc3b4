import {
  AMPERSAND,
  APOSTROPHE,
  CLASSES,
  classAt,
  EQUALS,
  GREATER,
  LESS,
  MALFORMED,
  NAME,
  NAME_START,
  QUOTE,
  SLASH,
  skipSpace,
  stoppedAt,
  VALUE,
} from './bytes.ts';
import type { Name, Names } from './names.ts';
import { decodeValue } from './text.ts';

/** The start tag just read. Its bytes hold until the next one is read. */
export interface Tag {
  readonly bytes: Uint8Array;
  /** Prefix of the element with its colon; empty for none. */
  readonly prefix: string;
  /** The place after it. */
  readonly end: number;
  /** Name of an attribute as written; empty when there is no such attribute. */
  name(index: number): string;
  /** The index of an attribute by its name as written; -1 for none. */
  find(name: string): number;
  /** Where the value of an attribute stands in `bytes`; an empty place for an index of -1. */
  from(index: number): number;
  to(index: number): number;
  /** The value of the attribute of this name as written. */
  get(name: string): string | undefined;
  /** The value of the attribute of this local name and one of these namespaces. */
  getOf(
    namespaces: readonly string[],
    local: string,
    namespaceOf: (prefix: string) => string | undefined,
  ): string | undefined;
}

export interface TagParser {
  readonly tag: Tag;
  /** Parses the start tag whose `<` stands at `at`: gives the place after it, `UNFINISHED` or `MALFORMED`. */
  parse(bytes: Uint8Array, at: number, end: number): number;
  element(): Name | null;
  isEmpty(): boolean;
  /** The prefixes it binds; null for none. */
  declarations(): ReadonlyMap<string, string> | null;
}

/** No spreadsheet part comes near this; without it a small file could claim a great deal of time. */
const MOST_ATTRIBUTES = 1024;

/** Parses the start tags of one part; `plain` makes the texts of values that are plain ASCII. */
export function tagParser(names: Names, plain: (bytes: Uint8Array, from: number, to: number) => string): TagParser {
  const attributes: Name[] = [];
  const from = new Int32Array(MOST_ATTRIBUTES);
  const to = new Int32Array(MOST_ATTRIBUTES);
  /** Values that are not what their bytes say, by attribute. */
  const decoded = new Map<number, string>();
  let window: Uint8Array = new Uint8Array();
  let element: Name | null = null;
  let count = 0;
  let serial = 0;
  let isEmpty = false;
  let declares = false;
  let nameEnd = 0;
  let tagEnd = 0;

  /** The name at a place; null for none, and where it may go on beyond the window. */
  const nameAt = (bytes: Uint8Array, start: number, end: number): Name | null => {
    nameEnd = start;
    if ((classAt(bytes, start) & NAME_START) === 0) return null;
    let at = start;
    let hash = 0;
    for (let byte = bytes[at] ?? 0; ((CLASSES[byte] ?? 0) & NAME) !== 0; byte = bytes[++at] ?? 0)
      hash = (hash * 31 + byte) | 0;
    nameEnd = at;
    return at < end ? names.find(bytes, start, at, hash) : null;
  };

  /** Parses `="value"` and gives the place after it. */
  const valueAt = (bytes: Uint8Array, start: number, end: number): number => {
    let at = skipSpace(bytes, start);
    if (bytes[at] !== EQUALS) return stoppedAt(at, end);
    at = skipSpace(bytes, at + 1);
    const quote = bytes[at];
    if (quote !== QUOTE && quote !== APOSTROPHE) return stoppedAt(at, end);
    const first = ++at;
    let isPlain = true;
    for (;;) {
      while ((classAt(bytes, at) & VALUE) !== 0) at++;
      const byte = bytes[at] ?? 0;
      if (byte === quote) break;
      if (byte === 0 || byte === LESS) return stoppedAt(at, end);
      if (byte < 0x20 || byte === AMPERSAND || byte >= 0x80) isPlain = false;
      at++;
    }
    from[count] = first;
    to[count] = at;
    if (!isPlain) {
      const value = decodeValue(bytes.subarray(first, at));
      if (value === null) return MALFORMED;
      decoded.set(count, value);
    }
    return at + 1;
  };

  const parse = (bytes: Uint8Array, start: number, end: number): number => {
    window = bytes;
    count = 0;
    serial++;
    declares = false;
    if (decoded.size > 0) decoded.clear();
    element = nameAt(bytes, start + 1, end);
    if (element === null) return stoppedAt(nameEnd, end);
    let at = nameEnd;
    for (;;) {
      const afterSpace = skipSpace(bytes, at);
      const byte = bytes[afterSpace];
      if (byte === GREATER) {
        isEmpty = false;
        tagEnd = afterSpace + 1;
        return tagEnd;
      }
      if (byte === SLASH) {
        isEmpty = true;
        tagEnd = afterSpace + 2;
        return bytes[afterSpace + 1] === GREATER ? tagEnd : stoppedAt(afterSpace + 1, end);
      }
      if (afterSpace >= end) return stoppedAt(afterSpace, end);
      if (afterSpace === at || count === MOST_ATTRIBUTES) return MALFORMED;
      const name = nameAt(bytes, afterSpace, end);
      if (name === null) return stoppedAt(nameEnd, end);
      if (name.lastTag === serial) return MALFORMED;
      name.lastTag = serial;
      if (name.isDeclaration) declares = true;
      attributes[count] = name;
      at = valueAt(bytes, nameEnd, end);
      if (at < 0) return at;
      count++;
    }
  };

  const value = (index: number): string => decoded.get(index) ?? plain(window, from[index] ?? 0, to[index] ?? 0);
  const find = (name: string): number => {
    for (let index = 0; index < count; index++) if (attributes[index]?.text === name) return index;
    return -1;
  };
  const tag: Tag = {
    get bytes() {
      return window;
    },
    get prefix() {
      return element === null || element.prefix === '' ? '' : `${element.prefix}:`;
    },
    get end() {
      return tagEnd;
    },
    name: (index) => (index < count ? (attributes[index]?.text ?? '') : ''),
    find,
    from: (index) => from[index] ?? 0,
    to: (index) => to[index] ?? 0,
    get(name) {
      const index = find(name);
      return index < 0 ? undefined : value(index);
    },
    getOf(namespaces, local, namespaceOf) {
      const index = attributes.findIndex(
        (name, at) => at < count && name.local === local && namespaces.includes(namespaceOf(name.prefix) ?? ''),
      );
      return index < 0 ? undefined : value(index);
    },
  };
  return {
    tag,
    parse,
    element: () => element,
    isEmpty: () => isEmpty,
    declarations() {
      if (!declares) return null;
      const bound = new Map<string, string>();
      for (const [index, name] of attributes.slice(0, count).entries())
        if (name.isDeclaration) bound.set(name.prefix === '' ? '' : name.local, value(index));
      return bound;
    },
  };
}
