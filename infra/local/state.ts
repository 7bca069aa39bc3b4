import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { z } from 'zod';
import { STEP_NAMES, type StepName } from '../definitions.ts';
import type { EmbeddedAws } from './embedded-aws.ts';
import { allItems, Item, putItems, storedItem } from './state-items.ts';

/** Under the output folder of a run. */
export const STATE_FOLDER = 'state';

/** What cannot be made anew: reports and workbooks come of the rest. */
const KEPT = ['plan/', 'receipts/', 'uploads/'];

/** The file's first line, so that another version of Jalon knows what it reads. */
const HEAD = '{"kind":"jalon-state","version":1}';

const isStep = (name: string): name is StepName => STEP_NAMES.some((step) => step === name);

const Line = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('item'), item: Item }),
  z.strictObject({ kind: z.literal('object'), key: z.string(), contentType: z.string(), body: z.base64() }),
  z.strictObject({
    kind: z.literal('dead-letter'),
    step: z.string().refine(isStep),
    messageId: z.string(),
    sentAt: z.number(),
    body: z.string(),
    run: z.exactOptional(z.string()),
  }),
]);
type Line = z.infer<typeof Line>;

/** What a run on another AWS leaves in place of its state. */
export const endpointFile = (out: string): string => join(out, STATE_FOLDER, 'endpoint.json');

export const stateFile = (out: string): string => join(out, STATE_FOLDER, 'state.jsonl.br');

export const hasState = (out: string): Promise<boolean> =>
  stat(stateFile(out)).then(
    (found) => found.isFile(),
    () => false,
  );

async function* linesOf({ environment, objects, queues }: EmbeddedAws): AsyncGenerator<Line> {
  for (const item of await allItems(environment.TABLE_NAME ?? '')) yield { kind: 'item', item: storedItem(item) };
  for (const { key, contentType, body } of KEPT.flatMap((prefix) => objects.under(prefix)))
    yield { kind: 'object', key, contentType, body: body.toString('base64') };
  for (const step of STEP_NAMES)
    for (const { receives: _, ...letter } of await queues[step].deadMessages())
      yield { kind: 'dead-letter', step, ...letter };
}

async function* textOf(embedded: EmbeddedAws): AsyncGenerator<string> {
  yield `${HEAD}\n`;
  for await (const line of linesOf(embedded)) yield `${JSON.stringify(line)}\n`;
}

/**
 * Keeps what an embedded AWS holds (table, plans, uploads, receipts, dead letters) under the output folder, in place of what an earlier run
 * left there. It is written beside it first, so that there is always one state and never a part of one. The same state gives the same bytes.
 */
export async function saveState(out: string, embedded: EmbeddedAws): Promise<void> {
  const file = stateFile(out);
  const aside = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true });
  const compress = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  try {
    await pipeline(Readable.from(textOf(embedded)), compress, createWriteStream(aside, { flush: true }));
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
}

async function* linesIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let pieces: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...pieces, chunk.subarray(start, end)]).toString('utf8');
      [pieces, start] = [[], end + 1];
    }
    pieces.push(chunk.subarray(start));
  }
  // Every line ends; what is left at the end is a line cut off.
  if (pieces.some((piece) => piece.length > 0)) throw new Error('its last line is cut off');
}

/** Items handed over at a time. */
const ITEMS_AT_ONCE = 500;

async function restore(lines: AsyncIterable<string>, { environment, objects, queues }: EmbeddedAws): Promise<void> {
  let [isFirst, items]: [boolean, Item[]] = [true, []];
  const handOver = async () => {
    await putItems(environment.TABLE_NAME ?? '', items);
    items = [];
  };
  for await (const text of lines) {
    if (isFirst && text !== HEAD) throw new Error('another version of Jalon left it');
    if (isFirst) {
      isFirst = false;
      continue;
    }
    const line = Line.parse(JSON.parse(text));
    switch (line.kind) {
      case 'item':
        items.push(line.item);
        if (items.length >= ITEMS_AT_ONCE) await handOver();
        break;
      case 'object':
        objects.restore({ ...line, body: Buffer.from(line.body, 'base64') });
        break;
      case 'dead-letter':
        queues[line.step].bury(line);
        break;
      default:
        line satisfies never;
    }
  }
  if (isFirst) throw new Error('it is empty');
  await handOver();
}

/**
 * Brings a kept state into an embedded AWS that holds nothing yet, whose environment is the process's. Nothing is announced: what was
 * uploaded then was worked on then.
 */
export async function loadState(out: string, embedded: EmbeddedAws): Promise<void> {
  await pipeline(createReadStream(stateFile(out)), createBrotliDecompress(), (chunks: AsyncIterable<Buffer>) =>
    restore(linesIn(chunks), embedded),
  );
}
