import type { Attributes } from './xml.ts';

interface Scope {
  readonly depth: number;
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
}

export interface NamespaceScopes {
  /** Enters an element; `declares` says that one of its attributes binds a prefix. */
  enter(attributes: Attributes, declares: boolean): void;
  leave(): void;
  depth(): number;
  namespaceOf(prefix: string): string | undefined;
  /** The name without its prefix when that stands for a wanted namespace, else empty. */
  localName(name: string): string;
}

/** The prefixes in force. Declarations are rare, so local names are remembered for as long as none changes. */
export function namespaceScopes(wanted: readonly string[]): NamespaceScopes {
  let scope: Scope | null = null;
  let locals = new Map<string, string>();
  let depth = 0;
  const namespaceOf = (prefix: string) => {
    for (let at = scope; at !== null; at = at.outer) {
      const namespace = at.own.get(prefix);
      if (namespace !== undefined) return namespace;
    }
    return undefined;
  };
  return {
    enter(attributes, declares) {
      depth++;
      if (!declares) return;
      scope = { depth, own: new Map(declarations(attributes)), outer: scope };
      locals = new Map();
    },
    leave() {
      if (scope !== null && scope.depth === depth) {
        scope = scope.outer;
        locals = new Map();
      }
      depth--;
    },
    depth: () => depth,
    namespaceOf,
    localName(name) {
      const known = locals.get(name);
      if (known !== undefined) return known;
      const colon = name.indexOf(':');
      const namespace = namespaceOf(colon < 0 ? '' : name.slice(0, colon));
      const local = namespace !== undefined && wanted.includes(namespace) ? name.slice(colon + 1) : '';
      locals.set(name, local);
      return local;
    },
  };
}

function declarations(attributes: Attributes): [string, string][] {
  return Object.entries(attributes).flatMap(([name, uri]): [string, string][] => {
    if (name === 'xmlns') return [['', uri]];
    return name.startsWith('xmlns:') ? [[name.slice(6), uri]] : [];
  });
}
