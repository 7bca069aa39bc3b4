import { join } from 'node:path';
import { type Read, readCommand, WrongArguments } from '../operate/arguments.ts';
import { runCommand } from '../operate/command.ts';
import { judge } from './compatible.ts';
import { type InstalledPackage, readPackages } from './packages.ts';

export const HELP = `Usage: npm run licences -- [options]

Lists every package with its licence, those that the functions are built of first, then those that only serve building and testing.

Options
  --json            the list as JSON
  -h, --help        this text

Exit status: 0 all may be used, 1 one may not, 2 wrong arguments.
`;

interface Options {
  readonly json: boolean;
}

export function readArguments(argv: readonly string[]): Read<Options> {
  const options = {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return readCommand(argv, options, ({ json }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    return { json };
  });
}

function listed(title: string, packages: readonly InstalledPackage[]): string {
  const lines = packages.map((one) => {
    const verdict = judge(one);
    const note = verdict.kind === 'compatible' ? '' : `  ${verdict.kind === 'refused' ? '✖ ' : ''}${verdict.reason}`;
    return `  ${`${one.name} ${one.version}`.padEnd(56)} ${one.licence ?? '–'}${note}`;
  });
  return [`${title} (${packages.length})`, ...lines].join('\n');
}

/** The list as text, or as data, and whether every package may be used. */
export function licences(packages: readonly InstalledPackage[], { json }: Options) {
  const refused = packages.filter((one) => judge(one).kind === 'refused');
  const status: 0 | 1 = refused.length === 0 ? 0 : 1;
  if (json) {
    const data = packages.map(({ name, version, licence, dev }) => ({ name, version, licence, dev }));
    return { text: JSON.stringify(data, null, 2), status };
  }
  const names = refused.map(({ name, version }) => `${name} ${version}`).join(', ');
  const text = [
    listed(
      'What the functions are built of',
      packages.filter(({ dev }) => !dev),
    ),
    listed(
      'For building and testing',
      packages.filter(({ dev }) => dev),
    ),
    status === 0
      ? `All ${packages.length} packages may be used.`
      : `${names}: take another package, or write into infra/supply/compatible.ts why it may stay.`,
  ].join('\n\n');
  return { text, status };
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    const { text, status } = licences(readPackages(join(import.meta.dirname, '..', '..')), options);
    process.stdout.write(`${text}\n`);
    return status;
  });
