import { createTable } from '../../functions/aws/table.ts';
import { readInstant } from '../../functions/domain/instant.ts';
import { createProgress } from '../local/progress.ts';
import { type Read, readCommand, WrongArguments } from './arguments.ts';
import { runCommand } from './command.ts';
import type { Watcher } from './rebuild/rebuild.ts';
import { type ComparedKind, compareTables } from './restore/compare.ts';
import { checkRestorable, restoreTable, type Wanted } from './restore/point-in-time.ts';
import { putBack, putBackOf } from './restore/put-back.ts';
import { comparedText, counted, isSame, nextText, switchText } from './restore/text.ts';

export type RestoreOptions =
  | ({ readonly kind: 'restore'; readonly write: boolean; readonly json: boolean } & Wanted)
  | {
      readonly kind: 'compare';
      readonly tables: readonly [string, string];
      readonly putBack: boolean;
      readonly write: boolean;
      readonly json: boolean;
    };

export const HELP = `Usage: npm run restore -- --table NAME --to NEWNAME --at INSTANT [--write]
       npm run restore -- --compare OLD NEW [--put-back [--write]]

Restores the table as it was at an instant of the last 35 days into a new one, waits until that can be read, compares the two item by
item, by kind (ledger entries, plan versions, actuals, …), and says how to go on. The table itself is not touched.

Options
  --table NAME      the table, as the stack's outputs name it
  --to NEWNAME      the table to be made
  --at INSTANT      such as 2026-01-21T10:00Z
  --compare         compares two tables that are there; differences are told as of the first
  --put-back        with --compare: the items of lasting value that only NEW has go into OLD, over nothing that is there
  --write           does it: without, what would be done is checked and told
  --json            the comparison as JSON
  -h, --help        this text

Region and credentials are those of the AWS environment.

Exit status: 0 done (of a comparison alone: nothing differs), 1 it cannot be done, or tables differ, 2 wrong arguments.
`;

const isName = (name: string): boolean => /^[\w.-]{3,255}$/.test(name);

export function readArguments(argv: readonly string[], now = new Date()): Read<RestoreOptions> {
  const options = {
    table: { type: 'string' },
    to: { type: 'string' },
    at: { type: 'string' },
    compare: { type: 'boolean', default: false },
    'put-back': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  return readCommand(argv, options, ({ table, to, at, compare, 'put-back': putBack, write, json }, names) => {
    const strange = [table, to, ...names].find((name) => name !== undefined && !isName(name));
    if (strange !== undefined) throw new WrongArguments(`${strange}: no table has such a name`);
    if (compare) {
      const [first, second, ...more] = names;
      if ((first === undefined || second === undefined || more.length > 0 || table) ?? to ?? at)
        throw new WrongArguments('--compare goes with the names of two tables, and nothing else: --compare OLD NEW');
      if (write && !putBack) throw new WrongArguments('--write goes with --put-back: a comparison changes nothing');
      return { kind: 'compare', tables: [first, second], putBack, write, json };
    }
    if (names[0] !== undefined) throw new WrongArguments(`Unexpected argument '${names[0]}'`);
    if (putBack) throw new WrongArguments('--put-back goes with --compare');
    if (table === undefined) throw new WrongArguments("--table is missing: the stack's outputs name it");
    if (to === undefined) throw new WrongArguments('--to is missing: name the table to be made');
    if (at === undefined) throw new WrongArguments('--at is missing: write an instant, such as 2026-01-21T10:00Z');
    const instant = readInstant(at);
    if (instant === null) throw new WrongArguments(`--at ${at}: write a time with its zone, such as 2026-01-21T10:00Z`);
    if (instant > now.toISOString()) throw new WrongArguments(`--at ${at} is yet to come`);
    return { kind: 'restore', table, to, at: instant, write, json };
  });
}

interface Done {
  readonly text: string;
  readonly status: 0 | 1;
}

async function compareTwo(options: RestoreOptions & { kind: 'compare' }, watch: Watcher): Promise<Done> {
  const [before, after] = options.tables;
  const kinds = await compareTables(before, after, watch);
  const status = isSame(kinds) ? 0 : 1;
  if (options.putBack && options.write) {
    const [many, wanted] = [await putBack(kinds, before, after, watch), putBackOf(kinds).length];
    return {
      text: `${counted(many, 'item', 'items')} of ${wanted} put into ${before}. Now: npm run rebuild -- --table ${before} --bucket BUCKET --write`,
      status: many === wanted ? 0 : 1,
    };
  }
  if (options.json) return { text: JSON.stringify(kinds, null, 2), status };
  return { text: `${await comparedText(kinds, before, after)}\n\n${nextText(kinds, before, after)}`, status };
}

function restoredText(wanted: Wanted, compared: string, kinds: readonly ComparedKind[]): string {
  return [
    `${wanted.to} holds what ${wanted.table} held at ${wanted.at}.`,
    compared,
    nextText(kinds, wanted.table, wanted.to),
    switchText(wanted),
  ].join('\n\n');
}

/** `pollSeconds` is how often DynamoDB is asked whether it is done. */
export async function restore(options: RestoreOptions, watch: Watcher, pollSeconds = 15): Promise<Done> {
  if (options.kind === 'compare') return compareTwo(options, watch);
  const { table, to, at, write, json } = options;
  const { client } = createTable(table);
  await checkRestorable(options, client);
  if (!write)
    return {
      text: `${table} can be restored as it was at ${at}, and no table is named ${to} yet. With --write it is done: ${table} is not touched, ${to} costs what its size costs until it is deleted.`,
      status: 0,
    };
  await restoreTable(options, client, watch, pollSeconds);
  const kinds = await compareTables(table, to, watch);
  if (json) return { text: JSON.stringify(kinds, null, 2), status: 0 };
  return { text: restoredText(options, await comparedText(kinds, table, to), kinds), status: 0 };
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    const progress = createProgress(process.stderr, () => performance.now());
    const { text, status } = await restore(options, progress);
    progress.done('');
    process.stdout.write(`${text}\n`);
    return status;
  });
