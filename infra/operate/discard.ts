import { constants } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { optionsText, quoted, type Whereabouts } from './arguments.ts';
import { CommandFailure } from './command.ts';
import { createLetters, type Letter } from './letters.ts';
import type { Place } from './place.ts';
import { isReplayable, letterCount, lettersText, shortId, type ToldLetter, tellLetters } from './told-letter.ts';

export interface Discard {
  /** The file that letters are kept in; null = one of a name of its own. */
  readonly keep: string | null;
  /** False = what would be done is told. */
  readonly write: boolean;
}

export interface Done {
  readonly text: string;
  readonly status: 0 | 1;
}

export interface DiscardOptions {
  readonly place: Place;
  readonly where: Whereabouts;
  readonly how: Discard;
  /** Told of each letter that is there no more. */
  readonly gone: (letter: Letter) => void;
}

const isThere = (file: string): Promise<boolean> =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  );

const whole = (told: readonly ToldLetter[], letters: readonly Letter[]) =>
  told.map(({ step, messageId, sentAt, about, reason, run, body }, i) => ({
    ...{ step, messageId, sentAt, about, reason, run, body },
    attributes: letters[i]?.attributes ?? {},
  }));

/** Writes a file that was not there before, down to the disk. */
async function keepIn(file: string, text: string): Promise<void> {
  try {
    // Reasons name addresses, so it is for its owner.
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`The letters cannot be kept in ${file}, so none was taken off: ${reason}`);
  }
}

function dryText(chosen: readonly Letter[], told: readonly ToldLetter[], { how, where }: DiscardOptions): string {
  const replayable = chosen.filter(isReplayable).map(({ messageId }) => shortId(messageId));
  const ids = chosen.map(({ messageId }) => shortId(messageId)).join(' ');
  const keep = how.keep === null ? '' : ` --keep ${quoted(how.keep)}`;
  return [
    `${letterCount(chosen.length)} would be taken off for good:`,
    lettersText(told),
    ...(replayable.length > 0
      ? [`What ${replayable.join(', ')} asks for would never be done: --replay in the place of --discard has it done.`]
      : []),
    `Nothing was done yet: npm run dead-letters -- --discard ${ids} --write${keep}${optionsText(where)}`,
  ].join('\n\n');
}

/** Takes letters off for good, after all of them have been written into a file. */
export async function discard(chosen: readonly Letter[], options: DiscardOptions): Promise<Done> {
  const { place, where, how, gone } = options;
  const letters = createLetters(place);
  const now = new Date().toISOString();
  const file = resolve(how.keep ?? `dead-letters-${now.slice(0, 19).replaceAll(':', '-')}Z.json`);
  if (await isThere(file)) throw new CommandFailure(`${file} is there already: name another with --keep.`);
  const told = await tellLetters(chosen, place, where);
  if (!how.write) return { text: dryText(chosen, told, options), status: 0 };

  const kept = { system: place.name, discardedAt: now, letters: whole(told, chosen) };
  await keepIn(file, `${JSON.stringify(kept, null, 2)}\n`);
  let off = 0;
  try {
    for (const letter of chosen) {
      await letters.takeOff(letter);
      gone(letter);
      off += 1;
    }
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new CommandFailure(
      `${off} of ${letterCount(chosen.length)} taken off, then it failed: ${reason}. All of them are kept in ${file}; ask again for the others, which are kept in another file.`,
    );
  }
  return { text: `${letterCount(off)} taken off for good, and kept whole in ${file}`, status: 0 };
}
