import { SaxesParser } from 'saxes';
import type { ValidationIssue } from '../../validation/issue.ts';
import { namespaceScopes } from './scopes.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a part's reader wants to hear of; `name` is the local name, empty for an element of a foreign namespace. */
export interface XmlHandlers {
  open(name: string, attributes: Attributes, namespaceOf: (prefix: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Asked between pieces: a refusal ends the reading. */
  refusal?(): ValidationIssue | null;
}

/** What stopped the reading: markup that is not well-formed, or a document type declaration (which could define entities). */
export type XmlProblem = 'malformed' | 'doctype';

export interface XmlReader {
  /** Takes the next piece of the document; false once there is no use in going on. */
  write(chunk: string): boolean;
  end(): void;
  problem(): XmlProblem | null;
}

/** No spreadsheet part comes near these; without them a small file could claim a great deal of memory. */
const DEEPEST = 256;
const MOST_ATTRIBUTES = 1024;

/** Reads one XML document in pieces. Elements are told by namespace, whatever their prefix; entities beyond the five of XML are errors. */
export function xmlReader(namespaces: readonly string[], handlers: XmlHandlers): XmlReader {
  let problem: XmlProblem | null = null;
  let attributes = 0;
  let declares = false;
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const scopes = namespaceScopes(namespaces);
  const malformed = () => {
    problem ??= 'malformed';
  };
  parser.on('error', malformed);
  parser.on('doctype', () => {
    problem ??= 'doctype';
  });
  parser.on('attribute', ({ name }) => {
    if (++attributes > MOST_ATTRIBUTES) malformed();
    if (name.startsWith('xmlns')) declares = true;
  });
  parser.on('opentag', (tag) => {
    scopes.enter(tag.attributes, declares);
    declares = false;
    attributes = 0;
    if (scopes.depth() > DEEPEST) malformed();
    if (problem === null) handlers.open(scopes.localName(tag.name), tag.attributes, scopes.namespaceOf);
  });
  parser.on('closetag', (tag) => {
    if (problem === null) handlers.close?.(scopes.localName(tag.name));
    scopes.leave();
  });
  const text = (content: string) => {
    if (problem === null) handlers.text?.(content);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  return {
    write(chunk) {
      parser.write(chunk);
      return problem === null;
    },
    end: () => void parser.close(),
    problem: () => problem,
  };
}
