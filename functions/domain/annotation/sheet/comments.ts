import { columnLetters } from '../../sheet/grid.ts';
import { SPREADSHEET } from '../../sheet/xlsx/namespaces.ts';
import {
  attributesOf,
  dialectOf,
  type Edit,
  type Element,
  edited,
  elementsIn,
  escapeXml,
  prefixed,
  tagsOf,
  unescapeXml,
} from '../package/markup.ts';
import { DECLARATION } from '../package/parts.ts';
import { placeOfReference } from './columns.ts';
import { AUTHOR, type Note, ownWordsIn } from './note.ts';

/** Keys of cells by row and column, each from 0. */
export const cellKey = (row: number, column: number) => `${row} ${column}`;

/** The comments of a sheet with our notes among them. */
export interface MergedComments {
  readonly xml: string;
  /** Notes on cells that had none: they need a box. */
  readonly added: readonly Note[];
  /** Cells that have lost their note, by key. */
  readonly gone: ReadonlySet<string>;
}

const run = (text: string, isBold: boolean) =>
  `<r><rPr>${isBold ? '<b/>' : ''}<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/></rPr><t xml:space="preserve">${escapeXml(text)}</t></r>`;

function commentXml(note: Note, author: number): string {
  const reference = `${columnLetters(note.column)}${note.row + 1}`;
  const runs = run(note.heading, true) + run(`\n${note.body}`, false);
  return `<comment ref="${reference}" authorId="${author}"><text>${runs}</text></comment>`;
}

/** The `t` elements of a comment's text. */
function textsIn(xml: string, comment: Element): Element[] {
  const found: Element[] = [];
  for (const tag of tagsOf(xml, comment.innerStart, comment.innerEnd))
    if (tag.local === 't' && tag.kind === 'open') {
      const close = xml.indexOf('</', tag.end);
      found.push({ tag, local: 't', start: tag.start, end: close, innerStart: tag.end, innerEnd: close });
    }
  return found;
}

interface Known {
  readonly element: Element;
  readonly key: string;
  /** All of it is ours. */
  readonly isOurs: boolean;
  /** The program's copy of a conversation, which it writes anew. */
  readonly isThread: boolean;
  readonly edits: readonly Edit[];
}

function known(xml: string, element: Element, authors: readonly string[]): Known {
  const attributes = attributesOf(xml, element.tag);
  const place = placeOfReference(attributes.get('ref') ?? '');
  const author = authors[Number(attributes.get('authorId'))] ?? '';
  const texts = textsIn(xml, element).map(({ innerStart, innerEnd }) => ({
    ...{ innerStart, innerEnd, text: unescapeXml(xml.slice(innerStart, innerEnd)) },
  }));
  const own = ownWordsIn(texts.map(({ text }) => text).join(''));
  let at = 0;
  const edits = texts.flatMap(({ innerStart, innerEnd, text }): Edit[] => {
    const kept = own < 0 ? text.length : Math.max(0, own - at);
    at += text.length;
    return kept >= text.length ? [] : [{ start: innerStart, end: innerEnd, xml: escapeXml(text.slice(0, kept)) }];
  });
  return {
    ...{ element, edits, key: place ? cellKey(place.row, place.column) : '' },
    isOurs: own === 0 || (author === AUTHOR && own < 0),
    isThread: author.startsWith('tc='),
  };
}

/** Text of a note that stands by itself is put in a run, since others follow. */
function asRuns(xml: string, { innerStart, innerEnd }: Element, prefix: string): Edit[] {
  return elementsIn(xml, innerStart, innerEnd)
    .filter(({ local }) => local === 'text')
    .flatMap((text) => elementsIn(xml, text.innerStart, text.innerEnd))
    .filter(({ local }) => local === 't')
    .flatMap(({ start, end }) => [
      { start, end: start, xml: prefixed('<r>', prefix) },
      { start: end, end, xml: prefixed('</r>', prefix) },
    ]);
}

/**
 * The comments of a sheet without our earlier notes and with the new ones: after his own words where the office has a note on that
 * cell, left out where there is a conversation on it. Null where the part cannot be worked on.
 */
export function mergeComments(
  existing: string | null,
  notes: readonly Note[],
  isStrict: boolean,
): MergedComments | null {
  const namespace = SPREADSHEET[isStrict ? 1 : 0];
  const xml =
    existing ??
    `${DECLARATION}<comments xmlns="${namespace}"><authors></authors><commentList></commentList></comments>`;
  const dialect = dialectOf(xml);
  if (dialect === null) return null;
  const { root, prefix } = dialect;
  const children = elementsIn(xml, root.innerStart, root.innerEnd);
  const authorList = children.find(({ local, tag }) => local === 'authors' && tag.kind === 'open');
  const list = children.find(({ local, tag }) => local === 'commentList' && tag.kind === 'open');
  if (!authorList || !list) return null;
  const authors = elementsIn(xml, authorList.innerStart, authorList.innerEnd).map(({ innerStart, innerEnd }) =>
    unescapeXml(xml.slice(innerStart, innerEnd)),
  );
  const there = elementsIn(xml, list.innerStart, list.innerEnd).map((element) => known(xml, element, authors));
  const ours = there.filter(({ isOurs }) => isOurs);
  const kept = new Map(there.filter(({ isOurs }) => !isOurs).map((one) => [one.key, one]));
  const author = authors.includes(AUTHOR) ? authors.indexOf(AUTHOR) : authors.length;
  const edits: Edit[] = ours.map(({ element: { start, end } }) => ({ start, end, xml: '' }));
  if (author === authors.length)
    edits.push({
      start: authorList.innerEnd,
      end: authorList.innerEnd,
      xml: prefixed(`<author>${AUTHOR}</author>`, prefix),
    });
  const byCell = new Map(notes.map((note) => [cellKey(note.row, note.column), note]));
  for (const { key, element, isThread, edits: cut } of kept.values()) {
    const note = byCell.get(key);
    edits.push(...cut);
    const text = elementsIn(xml, element.innerStart, element.innerEnd).find(({ local }) => local === 'text');
    if (!note || isThread || !text || text.tag.kind === 'empty') continue;
    edits.push(...asRuns(xml, element, prefix));
    const runs = prefixed(run(`\n\n${note.heading}`, true) + run(`\n${note.body}`, false), prefix);
    edits.push({ start: text.innerEnd, end: text.innerEnd, xml: runs });
  }
  const added = notes.filter((note) => !kept.has(cellKey(note.row, note.column)));
  const written = prefixed(added.map((note) => commentXml(note, author)).join(''), prefix);
  edits.push({ start: list.innerEnd, end: list.innerEnd, xml: written });
  return { xml: edited(xml, edits), added, gone: new Set(ours.map(({ key }) => key)) };
}
