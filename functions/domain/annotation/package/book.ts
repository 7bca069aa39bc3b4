import { OFFICE_RELATIONSHIPS } from '../../sheet/xlsx/namespaces.ts';
import { type Link, linksOf } from './links.ts';
import { attributesOf, type Dialect, dialectOf, type Element, elementsIn, type Tag } from './markup.ts';
import type { Parts } from './parts.ts';

/** A sheet of a workbook as its list of sheets names it. */
export interface BookSheet {
  readonly name: string;
  readonly id: number;
  readonly link: string;
  /** Name of the worksheet's part; null for charts and the like, and for a sheet that is missing. */
  readonly part: string | null;
  readonly element: Element;
}

/** A workbook's main part, taken apart as far as marking needs it. */
export interface Book {
  readonly part: string;
  readonly folder: string;
  readonly xml: string;
  readonly dialect: Dialect;
  readonly children: readonly Element[];
  readonly sheets: readonly BookSheet[];
  readonly links: readonly Link[];
}

/** The prefix, with its colon, that one of the tags binds to the namespace of relationships; null where none does. */
export function relationshipPrefix(xml: string, ...tags: readonly Tag[]): string | null {
  for (const tag of tags)
    for (const [key, uri] of attributesOf(xml, tag))
      if (key.startsWith('xmlns:') && OFFICE_RELATIONSHIPS.some((known) => known === uri)) return `${key.slice(6)}:`;
  return null;
}

/** An attribute that names a relationship, to be set in an element right below the root or deeper. */
export function linkAttribute(xml: string, { root, isStrict }: Dialect, id: string): string {
  const prefix = relationshipPrefix(xml, root.tag);
  return prefix === null ? `xmlns:r="${OFFICE_RELATIONSHIPS[isStrict ? 1 : 0]}" r:id="${id}"` : `${prefix}id="${id}"`;
}

/** The workbook of a package; null where it is written in a way that cannot be changed safely. */
export function openBook(parts: Parts): Book | null {
  const part = linksOf(parts, '')?.find(({ type }) => type === 'officeDocument')?.target;
  const xml = part === undefined ? null : parts.text(part);
  const dialect = xml === null ? null : dialectOf(xml);
  const links = part === undefined ? null : linksOf(parts, part);
  if (part === undefined || xml === null || dialect === null || links === null) return null;
  const { root } = dialect;
  const children = elementsIn(xml, root.innerStart, root.innerEnd);
  const list = children.find(({ local }) => local === 'sheets');
  if (list === undefined || list.tag.kind === 'empty') return null;
  const sheets = elementsIn(xml, list.innerStart, list.innerEnd).map((element): BookSheet => {
    const attributes = attributesOf(xml, element.tag);
    const link = attributes.get(`${relationshipPrefix(xml, element.tag, root.tag)}id`) ?? '';
    const found = links.find(({ id, type }) => id === link && type === 'worksheet');
    return {
      ...{ name: attributes.get('name') ?? '', id: Number(attributes.get('sheetId')), link, element },
      part: found && parts.has(found.target) ? found.target : null,
    };
  });
  return { part, folder: part.slice(0, part.lastIndexOf('/') + 1), xml, dialect, children, sheets, links };
}
