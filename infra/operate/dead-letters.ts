import type { PumpLimits } from '../local/pump.ts';
import {
  type Read,
  readCommand,
  WHERE_HELP,
  WHERE_OPTIONS,
  type Whereabouts,
  WrongArguments,
  whereabouts,
} from './arguments.ts';
import { CommandFailure, runCommand } from './command.ts';
import { type Discard, type Done, discard } from './discard.ts';
import { isQueued } from './letter-look.ts';
import { createLetters, type Letter } from './letters.ts';
import { openPlace, type Place } from './place.ts';
import { workOff } from './replay.ts';
import { letterCount, lettersText, shortId, tellLetters } from './told-letter.ts';

export interface DeadLettersOptions {
  readonly where: Whereabouts;
  /** Beginnings of message ids; none = every letter. */
  readonly ids: readonly string[];
  readonly replay: boolean;
  /** Null = none is taken off. */
  readonly discard: Discard | null;
  readonly json: boolean;
}

export const HELP = `Usage: npm run dead-letters -- [ID…] [options]

Lists the messages that failed for good: their step, when they were sent, what they were about, why they failed, and what to do
next. An ID is that of a message, or its beginning.

Options
  --replay          sends the letters named, or with --all every letter, back to the queue they came from
  --all             with --replay: every letter
  --discard         tells which letters would be taken off for good: the letters named, which nothing is to be done with any more
  --write           does it: each is first written whole, as JSON, into a file of yours
  --keep FILE       that file, which must not be there yet          (default: dead-letters-<time>.json)
  --json            the list as JSON, with the whole messages

${WHERE_HELP}
A letter is taken off the dead ones after it has been sent back, or kept in a file: it is never lost, and every step may get a message
twice.
Of a local run, what is sent back is worked on here until nothing is left; on AWS the functions do so by themselves.

Exit status: 0 done, 1 a letter is not there, failed again, or could not be taken off, 2 wrong arguments.
`;

export function readArguments(argv: readonly string[]): Read<DeadLettersOptions> {
  const options = {
    ...WHERE_OPTIONS,
    replay: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    discard: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    keep: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  return readCommand(argv, options, ({ replay, all, discard, write, keep, json, ...where }, ids) => {
    if (ids.includes('')) throw new WrongArguments('An id is empty: give the ids that the list shows');
    if (discard) {
      if (replay) throw new WrongArguments('--replay and --discard: give one of the two');
      if (all) throw new WrongArguments('--all goes with --replay: --discard wants each letter by its id');
      if (json) throw new WrongArguments('--json goes with the list, not with --discard');
      if (ids.length === 0) throw new WrongArguments('--discard names no letter: give the ids that the list shows');
      if (keep === '') throw new WrongArguments('--keep names no file');
      return { where: whereabouts(where), ids, replay, discard: { keep: keep ?? null, write }, json };
    }
    if (write || keep !== undefined) throw new WrongArguments(`--${write ? 'write' : 'keep'} goes with --discard`);
    if (all && !replay) throw new WrongArguments('--all goes with --replay');
    if (all && ids.length > 0) throw new WrongArguments('--all and ids of letters: give one of the two');
    if (replay && !all && ids.length === 0)
      throw new WrongArguments('--replay names no letter: give the ids that the list shows, or --all');
    return { where: whereabouts(where), ids, replay, discard: null, json };
  });
}

/** The letters that ids name, each by its beginning; throws where one names none, or several. */
function named(ids: readonly string[], letters: readonly Letter[]): readonly Letter[] {
  if (ids.length === 0) return letters;
  const found = ids.flatMap((id) => {
    const some = letters.filter(({ messageId }) => messageId.startsWith(id));
    if (some.length === 0) throw new CommandFailure(`There is no dead letter ${id} (any more).`);
    if (some.length > 1)
      throw new CommandFailure(`${some.length} dead letters begin with ${id}: write more of the id.`);
    return some;
  });
  return [...new Set(found)];
}

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

async function list(letters: readonly Letter[], place: Place, { where, json }: DeadLettersOptions): Promise<string> {
  const told = await tellLetters(letters, place, where);
  if (json) return JSON.stringify(told, null, 2);
  if (told.length === 0) return `No dead letters in ${place.name}.`;
  return `${letterCount(told.length)} in ${place.name}:\n\n${lettersText(told)}`;
}

/** What to say once the functions have worked here: which letters are there now that were not before. */
async function outcome(sent: number, before: readonly Letter[], place: Place, where: Whereabouts): Promise<Done> {
  const known = new Set(before.map(({ messageId }) => messageId));
  const again = (await createLetters(place).hold()).filter(({ messageId }) => !known.has(messageId));
  if (again.length === 0)
    return { text: `${letterCount(sent)} sent back, and worked on without a failure.`, status: 0 };
  const text = `${letterCount(sent)} sent back; ${count(again.length, 'message failed', 'messages failed')} again:`;
  return { text: `${text}\n\n${lettersText(await tellLetters(again, place, where))}`, status: 1 };
}

async function replay(
  chosen: readonly Letter[],
  held: Set<Letter>,
  place: Place,
  { where }: DeadLettersOptions,
  limits: PumpLimits,
): Promise<Done> {
  const letters = createLetters(place);
  const all = [...held];
  const notes: string[] = [];
  for (const letter of chosen) {
    const { step, messageId } = letter;
    if (!isQueued(step)) {
      notes.push(
        `${step}  ${shortId(messageId)}  stays: a daily run has no queue to be sent back to; --discard takes it off.`,
      );
      continue;
    }
    await letters.sendBack({ ...letter, step });
    held.delete(letter);
  }
  const sent = all.length - held.size;
  if (!place.local || where.kind !== 'local') {
    const text = `${letterCount(sent)} sent back. The functions take them up now: look again in some minutes.`;
    return { text: [...notes, text].join('\n'), status: 0 };
  }
  await workOff(place.local, where.out, limits);
  return outcome(sent, all, place, where);
}

export async function deadLetters(options: DeadLettersOptions, limits: PumpLimits = {}): Promise<Done> {
  const place = await openPlace(options.where);
  const letters = createLetters(place);
  const held = new Set<Letter>();
  try {
    for (const letter of await letters.hold()) held.add(letter);
    const chosen = named(options.ids, [...held]);
    if (options.discard) {
      const { where, discard: how } = options;
      return await discard(chosen, { place, where, how, gone: (letter) => held.delete(letter) });
    }
    if (!options.replay) return { text: await list(chosen, place, options), status: 0 };
    if (chosen.length === 0) return { text: `No dead letters in ${place.name}.`, status: 0 };
    return await replay(chosen, held, place, options, limits);
  } finally {
    await letters.release([...held]);
    await place.close(options.replay || options.discard?.write === true);
  }
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    const { text, status } = await deadLetters(options);
    process.stdout.write(`${text}\n`);
    return status;
  });
