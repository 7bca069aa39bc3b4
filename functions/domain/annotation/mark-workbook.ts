import { SPREADSHEET } from '../sheet/xlsx/namespaces.ts';
import type { ZipEntry } from '../sheet/xlsx/zip.ts';
import { addLooks } from './issues/looks.ts';
import { looksSheetXml, readLooks } from './issues/looks-sheet.ts';
import type { Page } from './issues/page.ts';
import { pageNames, pageXml } from './issues/page-xml.ts';
import { type Book, type BookSheet, openBook } from './package/book.ts';
import { addLink, CONTENT, declareParts, freeName, removeLinks } from './package/links.ts';
import { type Parts, partsOf } from './package/parts.ts';
import { freeSheetName } from './package/sheet-xml.ts';
import { emptyStyleSheet, openStyleSheet, type StyleSheet } from './package/style-sheet.ts';
import { workbookXml } from './package/workbook-xml.ts';
import { patchSheet, type SheetMarks } from './sheet/patch-sheet.ts';
import { styleMarker } from './sheet/style-marker.ts';
import { styleUnmarker } from './sheet/style-unmarker.ts';

/** What is to be put into a workbook. */
export interface Marking {
  /** Marks by the name of the sheet. */
  readonly marks: ReadonlyMap<string, SheetMarks>;
  /** Names of the sheets that were put in when the file was returned before. */
  readonly own: ReadonlySet<string>;
  /** Made for the name that the sheet of issues gets. */
  readonly page: (name: string) => Page;
  readonly pageName: string;
  readonly rightToLeft: boolean;
  /** The office sent a text file, now or at first. */
  readonly wasText: boolean;
}

const NOTHING: SheetMarks = { cells: new Map(), notes: [] };
/** Larger parts are not worked on. */
const MOST_BYTES = 64 * 1024 * 1024;

function openStyles(parts: Parts, book: Book): { readonly name: string; readonly styles: StyleSheet } | null {
  const { isStrict } = book.dialect;
  const known = book.links.find(({ type }) => type === 'styles')?.target;
  const name = known ?? freeName(parts, `${book.folder}styles`, '.xml');
  if (known === undefined && addLink(parts, book.part, 'styles', name, isStrict) === null) return null;
  const xml = parts.has(name) ? parts.text(name) : emptyStyleSheet(SPREADSHEET[isStrict ? 1 : 0]);
  const styles = xml === null ? null : openStyleSheet(xml);
  return styles && { name, styles };
}

/** The looks that cells had before the file was returned the last time. */
function earlierLooks(parts: Parts, sheets: Iterable<BookSheet>): ReadonlyMap<number, number> {
  const looks = new Map<number, number>();
  for (const { part } of sheets) {
    const xml = part === null ? null : parts.text(part);
    if (xml !== null) for (const [marked, original] of readLooks(xml)) looks.set(marked, original);
  }
  return looks;
}

function addSheet(parts: Parts, book: Book, xml: string, declared: Map<string, string>): string | null {
  const part = freeName(parts, `${book.folder}worksheets/sheet`, '.xml');
  parts.put(part, xml);
  declared.set(part, CONTENT.worksheet);
  return addLink(parts, book.part, 'worksheet', part, book.dialect.isStrict);
}

/**
 * The workbook with its earlier marks taken off and new ones put on: bad cells filled and noted, the sheet of issues first and a
 * hidden one last. All other parts stay byte for byte as they are. Null where the package is written in a way that cannot be
 * changed safely.
 */
export function markWorkbook(entries: readonly ZipEntry[], marking: Marking): Uint8Array | null {
  const parts = partsOf(entries, MOST_BYTES);
  const book = openBook(parts);
  const opened = book && openStyles(parts, book);
  if (!book || !opened) return null;
  const { name: stylesPart, styles } = opened;
  const namespace = SPREADSHEET[book.dialect.isStrict ? 1 : 0];
  const gone = new Set(book.sheets.filter(({ name }) => marking.own.has(name)));
  const looks = earlierLooks(parts, gone);
  const declared = new Map<string, string>([[stylesPart, CONTENT.styles]]);
  const marker = styleMarker(styles);
  const kept = book.sheets.filter((sheet) => !gone.has(sheet));
  const known = styles.cellStyles();
  const unmark = styleUnmarker(styles);
  const context = {
    ...{ parts, declared, marker, folder: book.folder },
    // A look that was not there is the first one, and must not become one of ours.
    original: (style: number) => looks.get(style) ?? (style < known ? unmark(style) : 0),
  };
  for (const sheet of kept) {
    const marks = marking.marks.get(sheet.name) ?? NOTHING;
    if (sheet.part !== null && !patchSheet(sheet, marks, context)) return null;
  }
  removeLinks(parts, book.part, new Set([...gone].map(({ link }) => link)));
  const names = kept.map(({ name }) => name);
  const page = marking.page(freeSheetName(marking.pageName, names));
  const hiddenName = freeSheetName('jalon-looks', [...names, page.name]);
  const styleOf = addLooks(styles, marking.rightToLeft);
  const first = addSheet(parts, book, pageXml(page, styleOf, namespace), declared);
  const last = addSheet(parts, book, looksSheetXml(marker.pairs(), marking.wasText, namespace), declared);
  if (first === null || last === null) return null;
  const added = {
    first: { name: page.name, link: first },
    last: { name: hiddenName, link: last },
    names: pageNames(page),
  };
  parts.put(book.part, workbookXml(book, gone, added));
  parts.put(stylesPart, styles.xml());
  return declareParts(parts, declared) ? parts.archive() : null;
}
