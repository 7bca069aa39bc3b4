import { type Book, type BookSheet, linkAttribute } from './book.ts';
import {
  attributesOf,
  type Edit,
  edited,
  elementsIn,
  escapeXml,
  placeFor,
  prefixed,
  withAttributes,
} from './markup.ts';

/** The order of a workbook's parts (ECMA-376 part 1, CT_Workbook). */
const ORDER = [
  ...['fileVersion', 'fileSharing', 'workbookPr', 'workbookProtection', 'bookViews', 'sheets', 'functionGroups'],
  ...['externalReferences', 'definedNames', 'calcPr', 'oleSize', 'customWorkbookViews', 'pivotCaches', 'smartTagPr'],
  ...['smartTagTypes', 'webPublishing', 'fileRecoveryPr', 'webPublishObjects', 'extLst'],
];

export interface NewSheet {
  readonly name: string;
  readonly link: string;
}

/** A name for cells of the first sheet, `_xlnm.Print_Titles`, with the cells it stands for. */
export interface NewName {
  readonly name: string;
  readonly refersTo: string;
  readonly hidden: boolean;
}

/** Names that belong to a sheet keep to it when sheets come before it or go; those of sheets that are gone go too. */
function namesEdits(book: Book, gone: ReadonlySet<BookSheet>, added: readonly NewName[]): Edit[] {
  const { xml, children, dialect } = book;
  const kept = book.sheets.filter((sheet) => !gone.has(sheet));
  const written = prefixed(
    added
      .map(({ name, refersTo, hidden }) => {
        const state = hidden ? ' hidden="1"' : '';
        return `<definedName name="${name}" localSheetId="0"${state}>${escapeXml(refersTo)}</definedName>`;
      })
      .join(''),
    dialect.prefix,
  );
  const list = children.find(({ local }) => local === 'definedNames');
  if (list === undefined || list.tag.kind === 'empty') {
    const place = placeFor(children, ORDER, 'definedNames', dialect.root.innerEnd);
    const xmlOfList = `${prefixed('<definedNames>', dialect.prefix)}${written}${prefixed('</definedNames>', dialect.prefix)}`;
    return [{ start: list?.start ?? place, end: list?.end ?? place, xml: xmlOfList }];
  }
  const moved = elementsIn(xml, list.innerStart, list.innerEnd).flatMap((element): Edit[] => {
    const index = attributesOf(xml, element.tag).get('localSheetId');
    const sheet = index === undefined ? undefined : book.sheets[Number(index)];
    if (sheet === undefined) return [];
    if (gone.has(sheet)) return [{ start: element.start, end: element.end, xml: '' }];
    const { start, end } = element.tag;
    const localSheetId = String(kept.indexOf(sheet) + 1);
    return [{ start, end, xml: withAttributes(xml.slice(start, end), { localSheetId }) }];
  });
  return [...moved, { start: list.innerEnd, end: list.innerEnd, xml: written }];
}

/** The first sheet is the one on view. */
function viewEdits({ xml, children }: Book): Edit[] {
  const views = children.find(({ local }) => local === 'bookViews');
  if (views === undefined) return [];
  return elementsIn(xml, views.innerStart, views.innerEnd).map(({ tag: { start, end } }) => ({
    start,
    end,
    xml: withAttributes(xml.slice(start, end), { activeTab: '0', firstSheet: null }),
  }));
}

/** The main part with a sheet before all others, which is the one on view, and a hidden one after them; sheets that are gone are left out. */
export function workbookXml(
  book: Book,
  gone: ReadonlySet<BookSheet>,
  added: { readonly first: NewSheet; readonly last: NewSheet; readonly names: readonly NewName[] },
): string {
  const { xml, sheets, children, dialect } = book;
  const list = children.find(({ local }) => local === 'sheets');
  if (list === undefined) return xml;
  const next = Math.max(0, ...sheets.map(({ id }) => id).filter(Number.isFinite)) + 1;
  const sheetXml = ({ name, link }: NewSheet, id: number, state: string) =>
    prefixed(
      `<sheet name="${escapeXml(name)}" sheetId="${id}"${state} ${linkAttribute(xml, dialect, link)}/>`,
      dialect.prefix,
    );
  return edited(xml, [
    ...viewEdits(book),
    { start: list.innerStart, end: list.innerStart, xml: sheetXml(added.first, next, '') },
    ...[...gone].map(({ element: { start, end } }) => ({ start, end, xml: '' })),
    { start: list.innerEnd, end: list.innerEnd, xml: sheetXml(added.last, next + 1, ' state="veryHidden"') },
    ...namesEdits(book, gone, added.names),
  ]);
}
