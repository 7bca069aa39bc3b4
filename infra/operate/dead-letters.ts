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
import { isQueued } from './letter-look.ts';
import { createLetters, type Letter } from './letters.ts';
import { openPlace, type Place } from './place.ts';
import { workOff } from './replay.ts';
import { lettersText, shortId, tellLetter } from './told-letter.ts';

export interface DeadLettersOptions {
  readonly where: Whereabouts;
  /** Beginnings of message ids; none = every letter. */
  readonly ids: readonly string[];
  readonly replay: boolean;
  readonly json: boolean;
}

export const HELP = `Usage: npm run dead-letters -- [ID…] [options]

Lists the messages that failed for good: their step, when they were sent, what they were about, why they failed, and what to do
next. An ID is that of a message, or its beginning.

Options
  --replay          sends the letters named, or with --all every letter, back to the queue they came from
  --all             with --replay: every letter
  --json            the list as JSON, with the whole messages

${WHERE_HELP}
A letter is taken off the dead ones after it has been sent back: it is never lost, and every step may get a message twice.
Of a local run the functions then work here until nothing is left; on AWS they do so by themselves.

Exit status: 0 done, 1 a letter is not there or failed again, 2 wrong arguments.
`;

export function readArguments(argv: readonly string[]): Read<DeadLettersOptions> {
  const options = {
    ...WHERE_OPTIONS,
    replay: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  } as const;
  return readCommand(argv, options, ({ replay, all, json, ...where }, ids) => {
    if (all && !replay) throw new WrongArguments('--all goes with --replay');
    if (all && ids.length > 0) throw new WrongArguments('--all and ids of letters: give one of the two');
    if (replay && !all && ids.length === 0)
      throw new WrongArguments('--replay names no letter: give the ids that the list shows, or --all');
    return { where: whereabouts(where), ids, replay, json };
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
const letterCount = (n: number): string => count(n, 'dead letter', 'dead letters');

async function tell(letters: readonly Letter[], { failures }: Place, where: Whereabouts) {
  return Promise.all(
    letters.map(async (letter) =>
      tellLetter(letter, await failures.reason(letter.step, letter.messageId), where, Date.now()),
    ),
  );
}

async function list(letters: readonly Letter[], place: Place, { where, json }: DeadLettersOptions): Promise<string> {
  const told = await tell(letters, place, where);
  if (json) return JSON.stringify(told, null, 2);
  if (told.length === 0) return `No dead letters in ${place.name}.`;
  return `${letterCount(told.length)} in ${place.name}:\n\n${lettersText(told)}`;
}

interface Replayed {
  readonly text: string;
  readonly status: 0 | 1;
}

/** What to say once the functions have worked here: which letters are there now that were not before. */
async function outcome(sent: number, before: readonly Letter[], place: Place, where: Whereabouts): Promise<Replayed> {
  const known = new Set(before.map(({ messageId }) => messageId));
  const again = (await createLetters(place).hold()).filter(({ messageId }) => !known.has(messageId));
  if (again.length === 0)
    return { text: `${letterCount(sent)} sent back, and worked on without a failure.`, status: 0 };
  const text = `${letterCount(sent)} sent back; ${count(again.length, 'message failed', 'messages failed')} again:`;
  return { text: `${text}\n\n${lettersText(await tell(again, place, where))}`, status: 1 };
}

async function replay(
  chosen: readonly Letter[],
  held: Set<Letter>,
  place: Place,
  { where }: DeadLettersOptions,
  limits: PumpLimits,
): Promise<Replayed> {
  const letters = createLetters(place);
  const all = [...held];
  const notes: string[] = [];
  for (const letter of chosen) {
    const { step, messageId } = letter;
    if (!isQueued(step)) {
      notes.push(`${step}  ${shortId(messageId)}  stays: a daily run has no queue to be sent back to.`);
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

export async function deadLetters(options: DeadLettersOptions, limits: PumpLimits = {}): Promise<Replayed> {
  const place = await openPlace(options.where);
  const letters = createLetters(place);
  const held = new Set<Letter>();
  try {
    for (const letter of await letters.hold()) held.add(letter);
    const chosen = named(options.ids, [...held]);
    if (!options.replay) return { text: await list(chosen, place, options), status: 0 };
    if (chosen.length === 0) return { text: `No dead letters in ${place.name}.`, status: 0 };
    return await replay(chosen, held, place, options, limits);
  } finally {
    await letters.release([...held]);
    await place.close(options.replay);
  }
}

if (import.meta.main)
  await runCommand(HELP, readArguments(process.argv.slice(2)), async (options) => {
    const { text, status } = await deadLetters(options);
    process.stdout.write(`${text}\n`);
    return status;
  });
