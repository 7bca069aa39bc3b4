import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { ValidationIssue } from '../../validation/issue.ts';

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

/** Reads one XML document in pieces. Elements are told by namespace, whatever their prefix; entities beyond the five of XML are errors. */
export function xmlReader(namespaces: readonly string[], handlers: XmlHandlers): XmlReader {
  let problem: XmlProblem | null = null;
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const scopes = namespaceScopes(namespaces);
  parser.on('error', () => {
    problem ??= 'malformed';
  });
  parser.on('doctype', () => {
    problem = 'doctype';
  });
  parser.on('attribute', ({ name }) => {
    if (name.startsWith('xmlns')) scopes.declared = true;
  });
  parser.on('opentag', (tag) => {
    scopes.enter(tag);
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

/** The prefixes in force. Declarations are rare, so local names are remembered for as long as none changes. */
function namespaceScopes(wanted: readonly string[]) {
  const outer: { readonly depth: number; readonly prefixes: ReadonlyMap<string, string> }[] = [];
  let prefixes: ReadonlyMap<string, string> = new Map();
  let locals = new Map<string, string>();
  let depth = 0;
  const scopes = {
    /** Set when the tag being read declares a prefix. */
    declared: false,
    enter(tag: SaxesTagPlain) {
      depth++;
      if (!scopes.declared) return;
      scopes.declared = false;
      outer.push({ depth, prefixes });
      prefixes = new Map([...prefixes, ...declarations(tag.attributes)]);
      locals = new Map();
    },
    leave() {
      if (outer.at(-1)?.depth === depth) {
        prefixes = outer.pop()?.prefixes ?? prefixes;
        locals = new Map();
      }
      depth--;
    },
    namespaceOf: (prefix: string) => prefixes.get(prefix),
    localName(name: string): string {
      const known = locals.get(name);
      if (known !== undefined) return known;
      const colon = name.indexOf(':');
      const namespace = prefixes.get(colon < 0 ? '' : name.slice(0, colon));
      const local = namespace !== undefined && wanted.includes(namespace) ? name.slice(colon + 1) : '';
      locals.set(name, local);
      return local;
    },
  };
  return scopes;
}

function declarations(attributes: Attributes): [string, string][] {
  return Object.entries(attributes).flatMap(([name, uri]): [string, string][] => {
    if (name === 'xmlns') return [['', uri]];
    return name.startsWith('xmlns:') ? [[name.slice(6), uri]] : [];
  });
}
