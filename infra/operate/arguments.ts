import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Where the system runs that a command works on. */
export type Whereabouts =
  | { readonly kind: 'local'; readonly out: string }
  | { readonly kind: 'aws'; readonly table: string; readonly bucket: string; readonly prefix: string };

/** Begins the options of every command. */
export const WHERE_OPTIONS = {
  out: { type: 'string' },
  table: { type: 'string' },
  bucket: { type: 'string' },
  prefix: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const WHERE_HELP = `Where
  --out DIR         what a run of npm start left under DIR/state     (default: out)
  --table NAME      instead, what runs on AWS: the table,
  --bucket NAME     the bucket, both as the stack's outputs name them,
  --prefix TEXT     and what the names of its queues begin with      (default: jalon)
                    Region and credentials are those of the AWS environment.
  -h, --help        this text
`;

/** What the command line says is wrong. */
export class WrongArguments extends Error {}

interface WhereValues {
  readonly out?: string | undefined;
  readonly table?: string | undefined;
  readonly bucket?: string | undefined;
  readonly prefix?: string | undefined;
}

/** The system that the options name; throws `WrongArguments` where they name none, or two. */
export function whereabouts({ out, table, bucket, prefix }: WhereValues): Whereabouts {
  if (table === undefined && bucket === undefined) {
    if (prefix !== undefined) throw new WrongArguments('--prefix goes with --table and --bucket');
    return { kind: 'local', out: out ?? 'out' };
  }
  if (out !== undefined) throw new WrongArguments('--out and --table name two systems: give one');
  if (table === undefined || bucket === undefined)
    throw new WrongArguments(`--${table === undefined ? 'table' : 'bucket'} is missing: the stack's outputs name it`);
  return { kind: 'aws', table, bucket, prefix: prefix ?? 'jalon' };
}

/** A word for a command line to be typed next. */
export const quoted = (text: string): string =>
  /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The options that name a system, for a command line to be typed next; empty for the one that is taken without any. */
export function optionsText(where: Whereabouts): string {
  switch (where.kind) {
    case 'local':
      return where.out === 'out' ? '' : ` --out ${quoted(where.out)}`;
    case 'aws': {
      const prefix = where.prefix === 'jalon' ? '' : ` --prefix ${quoted(where.prefix)}`;
      return ` --table ${quoted(where.table)} --bucket ${quoted(where.bucket)}${prefix}`;
    }
    default:
      return where satisfies never;
  }
}

export type Read<Options> =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

type Parsed<Config extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Config; allowPositionals: true }>
>;

/** Reads a command line; `choose` makes the command's options of what is written there, or throws `WrongArguments`. */
export function readCommand<Config extends ParseArgsOptionsConfig, Options>(
  argv: readonly string[],
  config: Config,
  choose: (values: Parsed<Config>['values'], positionals: readonly string[]) => Options,
): Read<Options> {
  let parsed: Parsed<Config>;
  try {
    parsed = parseArgs({ args: [...argv], options: config, allowPositionals: true });
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
  if ('help' in parsed.values && parsed.values.help === true) return { kind: 'help' };
  try {
    return { kind: 'run', options: choose(parsed.values, parsed.positionals) };
  } catch (error) {
    if (error instanceof WrongArguments) return { kind: 'wrong', message: error.message };
    throw error;
  }
}
