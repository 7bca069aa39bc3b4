import type { InstalledPackage } from './packages.ts';

/** Licences under which a package may be part of what is deployed, beside our own code under Apache-2.0; each asks for its notice at most. */
const SHIPPED: ReadonlySet<string> = new Set([
  ...[
    '0BSD',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'ISC',
    'MIT',
    'MIT-0',
    'MIT/X11',
    'Unlicense',
    'Zlib',
  ],
  // That of Python's argparse, which was carried over to JavaScript: permissive.
  'Python-2.0',
  // Of fonts, which may be embedded in documents and passed on with a program; only a changed font has to take another name.
  'OFL-1.1',
]);

/** Besides, licences of tools that are not passed on: MPL-2.0 asks that changes to its own files be published, and we change none. */
const TOOLS: ReadonlySet<string> = new Set([...SHIPPED, 'MPL-2.0']);

/** Packages without a word on their licence, each by version, with the reason why it may stay. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'buffers@0.1.1': 'installed under exceljs, and left out of every bundle: see infra/constructs/bundle.ts',
};

export type Verdict =
  | { readonly kind: 'compatible' }
  | { readonly kind: 'explained'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** The parts of `(A OR B)` or `A AND B`: of the first one has to be allowed, of the second all. */
function allows(expression: string, allowed: ReadonlySet<string>): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((part) => allowed.has(part)));
}

/** Whether a package may be here: by the licence it states, or by a reason written down. */
export function judge({
  name,
  version,
  licence,
  dev,
}: Pick<InstalledPackage, 'name' | 'version' | 'licence' | 'dev'>): Verdict {
  if (licence !== null && allows(licence, dev ? TOOLS : SHIPPED)) return { kind: 'compatible' };
  const reason = EXPLAINED[`${name}@${version}`];
  if (reason !== undefined) return { kind: 'explained', reason };
  if (licence === null) return { kind: 'refused', reason: 'states no licence' };
  return { kind: 'refused', reason: `${licence} is not among the licences of infra/supply/compatible.ts` };
}
