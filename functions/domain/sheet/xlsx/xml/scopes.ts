import type { Name } from './names.ts';

interface Scope {
  readonly depth: number;
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | null;
  readonly number: number;
}

export interface NamespaceScopes {
  /** Enters an element at a depth with the prefixes it binds. */
  enter(depth: number, declarations: ReadonlyMap<string, string>): void;
  /** Leaves the element at a depth. */
  leave(depth: number): void;
  namespaceOf(prefix: string): string | undefined;
  /** The name without its prefix when that stands for a wanted namespace, else empty. */
  localName(name: Name): string;
}

/** The prefixes in force. Declarations are rare, so what they make of a name is remembered in it until others are in force. */
export function namespaceScopes(wanted: readonly string[]): NamespaceScopes {
  let scope: Scope | null = null;
  let number = 0;
  let latest = 0;
  const namespaceOf = (prefix: string) => {
    for (let at = scope; at !== null; at = at.outer) {
      const namespace = at.own.get(prefix);
      if (namespace !== undefined) return namespace;
    }
    return undefined;
  };
  return {
    enter(depth, declarations) {
      scope = { depth, own: declarations, outer: scope, number };
      number = ++latest;
    },
    leave(depth) {
      if (scope === null || scope.depth !== depth) return;
      number = scope.number;
      scope = scope.outer;
    },
    namespaceOf,
    localName(name) {
      if (name.scope === number) return name.wanted;
      const namespace = namespaceOf(name.prefix);
      name.scope = number;
      name.wanted = namespace !== undefined && wanted.includes(namespace) ? name.local : '';
      return name.wanted;
    },
  };
}
