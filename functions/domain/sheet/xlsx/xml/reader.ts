import type { ValidationIssue } from '../../../validation/issue.ts';
import { asideAt, CDATA, findEnd, skipComment, skipInstruction } from './asides.ts';
import { BANG, GREATER, LESS, MALFORMED, QUESTION, SLASH, skipSpace, stoppedAt, UNFINISHED } from './bytes.ts';
import { type Content, scanContent } from './content.ts';
import { type Name, nameTable } from './names.ts';
import { namespaceScopes } from './scopes.ts';
import { type Tag, tagParser } from './tag.ts';
import { decodeContent, decodeUtf8, plainTexts } from './text.ts';

/** A piece of character data; made a text of only when it is asked for, which holds until the reader goes on. */
export type Text = () => string;

/** What a part's reader wants to hear of; `name` is the local name, empty for an element of a foreign namespace. */
export interface XmlHandlers {
  open(name: string, tag: Tag, namespaceOf: (prefix: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: Text): void;
  /**
   * Asked before each `<`: takes what it knows at a glance from there, whole and well-formed elements only, and gives the place after it, which is
   * `at` where there is nothing of that kind.
   */
  glance?(bytes: Uint8Array, at: number): number;
  /** Asked between pieces: a refusal ends the reading. */
  refusal?(): ValidationIssue | null;
}

/** What stopped the reading: markup that is not well-formed, or a document type declaration (which could define entities). */
export type XmlProblem = 'malformed' | 'doctype';

export interface XmlReader {
  /** Takes the next bytes of the document, in UTF-8; false once there is no use in going on. */
  write(chunk: Uint8Array): boolean;
  end(): void;
  problem(): XmlProblem | null;
}

/** No spreadsheet part comes near these; without them a small file could claim a great deal of memory. */
const DEEPEST = 256;
const LONGEST_TOKEN = 1_048_576;

/** Reads one XML document in pieces. Elements are told by namespace, whatever their prefix; entities beyond the five of XML are errors. */
export function xmlReader(namespaces: readonly string[], handlers: XmlHandlers): XmlReader {
  const plain = plainTexts();
  const parser = tagParser(nameTable(), plain);
  const scopes = namespaceScopes(namespaces);
  const stack: Name[] = [];
  const content: Content = { isPlain: true };
  let bytes = new Uint8Array();
  let end = 0;
  let problem: XmlProblem | null = null;
  let isFirst = true;
  let hasRoot = false;

  let from = 0;
  let to = 0;
  let decoded: string | null = null;
  const piece: Text = () => decoded ?? plain(bytes, from, to);

  const text = (at: number): number => {
    if (stack.length === 0) {
      const next = skipSpace(bytes, at);
      return next >= end || bytes[next] === LESS ? next : MALFORMED;
    }
    const stop = scanContent(bytes, at, end, content);
    if (stop < 0) return stop;
    from = at;
    to = stop;
    decoded = content.isPlain ? null : decodeContent(bytes.subarray(from, to));
    if (!content.isPlain && decoded === null) return MALFORMED;
    handlers.text?.(piece);
    return stop;
  };

  const close = (name: Name) => {
    handlers.close?.(scopes.localName(name));
    scopes.leave(stack.length);
    stack.pop();
  };
  const startTag = (at: number): number => {
    const next = parser.parse(bytes, at, end);
    if (next < 0) return next;
    const name = parser.element();
    if (name === null || stack.length === DEEPEST || (hasRoot && stack.length === 0)) return MALFORMED;
    hasRoot = true;
    stack.push(name);
    const declarations = parser.declarations();
    if (declarations !== null) scopes.enter(stack.length, declarations);
    handlers.open(scopes.localName(name), parser.tag, scopes.namespaceOf);
    if (parser.isEmpty()) close(name);
    return next;
  };
  const endTag = (at: number): number => {
    const name = stack.at(-1);
    if (name === undefined) return MALFORMED;
    const known = name.bytes;
    let place = at + 2;
    for (let index = 0; index < known.length; index++, place++)
      if (bytes[place] !== known[index]) return stoppedAt(place, end);
    place = skipSpace(bytes, place);
    if (bytes[place] !== GREATER) return stoppedAt(place, end);
    close(name);
    return place + 1;
  };
  const cdata = (at: number): number => {
    const stop = findEnd(bytes, at + CDATA.length, end, ']]>');
    if (stop < 0) return stop;
    const data = stack.length === 0 ? null : decodeUtf8(bytes.subarray(at + CDATA.length, stop));
    if (data === null) return MALFORMED;
    decoded = data.replace(/\r\n?/g, '\n');
    handlers.text?.(piece);
    return stop + 3;
  };
  const aside = (at: number): number => {
    const kind = asideAt(bytes, at, end);
    switch (kind) {
      case 'comment':
        return skipComment(bytes, at, end);
      case 'instruction':
        return skipInstruction(bytes, at, end, isFirst);
      case 'cdata':
        return cdata(at);
      case 'doctype':
        problem = 'doctype';
        return UNFINISHED;
      default:
        return kind;
    }
  };
  const token = (at: number): number => {
    if (bytes[at] !== LESS) return text(at);
    if (bytes[at + 1] === SLASH) return endTag(at);
    return bytes[at + 1] === BANG || bytes[at + 1] === QUESTION ? aside(at) : startTag(at);
  };
  /** Reads all tokens that stand whole in the window; gives the place where the rest begins. */
  const scan = (): number => {
    let at = 0;
    while (at < end) {
      const known = bytes[at] === LESS ? (handlers.glance?.(bytes, at) ?? at) : at;
      if (known > at) {
        at = known;
        continue;
      }
      const next = token(at);
      if (next === MALFORMED) problem = 'malformed';
      if (next < 0) break;
      at = next;
      isFirst = false;
    }
    return at;
  };

  return {
    write(chunk) {
      if (end + chunk.length >= bytes.length) {
        const wider = new Uint8Array(2 * (end + chunk.length));
        wider.set(bytes.subarray(0, end));
        bytes = wider;
      }
      bytes.set(chunk, end);
      end += chunk.length;
      bytes[end] = 0;
      const at = scan();
      bytes.copyWithin(0, at, end);
      end -= at;
      if (end > LONGEST_TOKEN) problem ??= 'malformed';
      return problem === null;
    },
    end() {
      if (end > 0 || stack.length > 0 || !hasRoot) problem ??= 'malformed';
    },
    problem: () => problem,
  };
}
