import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { type Read, readCommand, WrongArguments } from '../operate/arguments.ts';
import { runCommand } from '../operate/command.ts';

export const HELP = `Usage: npm run audit -- [options]

Asks the registry which packages have known vulnerabilities, and says so where it does not answer: then nothing is known.

Options
  --all             those for building and testing too  (default: those that the functions are built of)
  -h, --help        this text

Exit status: 0 none is known, 1 some are, or the registry does not tell, 2 wrong arguments.
`;

interface Options {
  readonly all: boolean;
}

const Answer = z.union([
  z.object({
    vulnerabilities: z.record(
      z.string(),
      z.object({ severity: z.string(), range: z.string(), fixAvailable: z.union([z.boolean(), z.object({})]) }),
    ),
  }),
  z.object({
    error: z.object({ summary: z.string().default('') }).default({ summary: '' }),
    message: z.string().optional(),
  }),
]);

export function readArguments(argv: readonly string[]): Read<Options> {
  const options = {
    all: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return readCommand(argv, options, ({ all }, [unexpected]) => {
    if (unexpected !== undefined) throw new WrongArguments(`Unexpected argument '${unexpected}'`);
    return { all };
  });
}

const parsed = (printed: string): z.infer<typeof Answer> | null => {
  try {
    return Answer.safeParse(JSON.parse(printed)).data ?? null;
  } catch {
    return null;
  }
};

/** What `npm audit --json` printed, in words. */
export function audited(printed: string): { readonly text: string; readonly status: 0 | 1 } {
  const answer = parsed(printed);
  if (answer === null || !('vulnerabilities' in answer)) {
    const why = answer?.message ?? answer?.error.summary ?? '';
    const text = [
      `This registry offers no audit${why === '' ? '' : ` (${why.trim()})`}: whether a package has a known vulnerability was not told.`,
      'Ask where one is offered: npm audit --omit dev --registry https://registry.npmjs.org',
    ];
    return { text: text.join('\n'), status: 1 };
  }
  const found = Object.entries(answer.vulnerabilities);
  if (found.length === 0) return { text: 'No known vulnerability.', status: 0 };
  const lines = found.map(
    ([name, { severity, range, fixAvailable }]) =>
      `  ${severity.padEnd(9)} ${name} ${range}  ${fixAvailable === false ? 'no other version is known to be free of it' : 'npm audit fix takes another version'}`,
  );
  return { text: [`${found.length} with known vulnerabilities:`, ...lines].join('\n'), status: 1 };
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async ({ all }) => {
    const { stdout } = spawnSync('npm', ['audit', '--json', ...(all ? [] : ['--omit', 'dev'])], {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const { text, status } = audited(stdout);
    process.stdout.write(`${text}\n`);
    return status;
  });
