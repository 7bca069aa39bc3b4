import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Read, readCommand, WrongArguments } from '../operate/arguments.ts';
import { runCommand } from '../operate/command.ts';
import { type InstalledPackage, readPackages } from './packages.ts';

export const HELP = `Usage: npm run -s sbom > sbom.json

Prints the bill of materials of what the functions are built of: CycloneDX 1.5 as JSON, from package-lock.json and node_modules. It asks
nobody, and says the same each time. (npm's own list, with --omit dev, leaves out what is used for building as well.)

Options
  -h, --help        this text

Exit status: 0 done, 2 wrong arguments.
`;

export function readArguments(argv: readonly string[]): Read<null> {
  return readCommand(argv, { help: { type: 'boolean', short: 'h', default: false } }, (_, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    return null;
  });
}

const Project = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});
type Project = z.infer<typeof Project>;

const idOf = ({ name, version }: Pick<InstalledPackage, 'name' | 'version'>): string => `${name}@${version}`;

const purlOf = (id: string): string => `pkg:npm/${id.replace(/^@/, '%40')}`;

/** One licence by its SPDX name, several as an expression, and what is neither by the words it is stated in. */
function licensesOf(licence: string): readonly object[] {
  if (/\b(OR|AND)\b/.test(licence)) return [{ expression: licence }];
  return [{ license: /^[\w.-]+$/.test(licence) ? { id: licence } : { name: licence } }];
}

function hashesOf(integrity: string): readonly object[] {
  const [, base64 = ''] = /^sha512-(.+)$/.exec(integrity) ?? [];
  return [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}

/** The bill of materials of the packages that are not for building and testing alone. */
export function billOfMaterials(project: Project, packages: readonly InstalledPackage[]): object {
  const runtime = packages.filter(({ dev }) => !dev);
  const known = new Set(runtime.map(idOf));
  const first = runtime.filter(({ name }) => name in project.dependencies);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        ...{ 'bom-ref': project.name, type: 'application', name: project.name, version: project.version },
        description: project.description,
        licenses: licensesOf(project.license),
      },
    },
    components: runtime.map((one) => ({
      ...{ 'bom-ref': idOf(one), type: 'library', name: one.name, version: one.version, purl: purlOf(idOf(one)) },
      ...(one.licence === null ? {} : { licenses: licensesOf(one.licence) }),
      ...(one.integrity === null ? {} : { hashes: hashesOf(one.integrity) }),
    })),
    dependencies: [
      { ref: project.name, dependsOn: first.map(idOf) },
      ...runtime.map((one) => ({ ref: idOf(one), dependsOn: one.needs.filter((need) => known.has(need)) })),
    ],
  };
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async () => {
    const root = join(import.meta.dirname, '..', '..');
    const project = Project.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    process.stdout.write(`${JSON.stringify(billOfMaterials(project, readPackages(root)), null, 2)}\n`);
    return 0;
  });
