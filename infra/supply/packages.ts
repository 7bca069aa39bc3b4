import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      hasInstallScript: z.boolean().default(false),
      integrity: z.string().optional(),
      dependencies: z.record(z.string(), z.string()).default({}),
      optionalDependencies: z.record(z.string(), z.string()).default({}),
      peerDependencies: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

const Manifest = z.object({
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

/** A package that `npm ci` installs, on this machine or another. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** As the package itself states it; null where it states none. */
  readonly licence: string | null;
  /** Whether it only serves building and testing. */
  readonly dev: boolean;
  readonly hasInstallScript: boolean;
  /** What it has to be, as `sha512-…`; null for what comes inside another package. */
  readonly integrity: string | null;
  /** `name@version` of each package it asks for and gets. */
  readonly needs: readonly string[];
}

function readManifest(root: string, path: string) {
  const file = join(root, path, 'package.json');
  return existsSync(file) ? Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** What a manifest of either form states; of two forms at once, the list of old. */
function statedIn({ license, licenses }: z.infer<typeof Manifest>): string | null {
  return license ?? (licenses ? `(${licenses.map(({ type }) => type).join(' OR ')})` : null);
}

const nameAt = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Where Node finds a package that is asked for at a path: in the nearest `node_modules` upwards. */
function pathOf(name: string, from: string, has: (path: string) => boolean): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (has(path)) return path;
    if (at === '') return null;
  }
}

/** Every package of the lock file, each version once, in order of its name. What another system installs is told by the lock file alone. */
export function readPackages(root: string): readonly InstalledPackage[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const idAt = (path: string): string => `${nameAt(path)}@${packages[path]?.version ?? ''}`;
  const found = new Map<string, InstalledPackage>();
  for (const [path, locked] of Object.entries(packages)) {
    if (path === '') continue;
    const manifest = readManifest(root, path);
    const known = found.get(idAt(path));
    const wanted = { ...locked.peerDependencies, ...locked.dependencies, ...locked.optionalDependencies };
    const needs = Object.keys(wanted).flatMap((name) => {
      const at = pathOf(name, path, (candidate) => candidate in packages);
      return at === null ? [] : [idAt(at)];
    });
    found.set(idAt(path), {
      name: nameAt(path),
      version: locked.version ?? '',
      licence: (manifest && statedIn(manifest)) ?? locked.license ?? null,
      dev: locked.dev && (known?.dev ?? true),
      hasInstallScript: locked.hasInstallScript || (known?.hasInstallScript ?? false),
      integrity: locked.integrity ?? known?.integrity ?? null,
      needs: [...new Set([...(known?.needs ?? []), ...needs])].sort(),
    });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
