import { CONTENT_TYPES, OFFICE_RELATIONSHIPS, PACKAGE_RELATIONSHIPS } from '../../sheet/xlsx/namespaces.ts';
import { attributesOf, dialectOf, edited, elementsIn, escapeXml, prefixed } from './markup.ts';
import { DECLARATION, type Parts } from './parts.ts';

/** A relationship of a part that stays within the package. */
export interface Link {
  readonly id: string;
  /** Last part of the type, `worksheet` in `…/relationships/worksheet`. */
  readonly type: string;
  /** Name of the part it leads to. */
  readonly target: string;
}

const folderOf = (part: string) => part.slice(0, part.lastIndexOf('/') + 1);

const relationshipsOf = (part: string) => `${folderOf(part)}_rels/${part.slice(folderOf(part).length)}.rels`;

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function resolved(parts: Parts, folder: string, target: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith('/') ? target : folder + target).replaceAll('\\', '/').split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const name = segments.join('/');
  return parts.has(name) ? name : unescaped(name);
}

/** Each relationship with its element; null where the list cannot be worked on. */
function entriesOf(parts: Parts, part: string) {
  const name = relationshipsOf(part);
  const empty = `${DECLARATION}<Relationships xmlns="${PACKAGE_RELATIONSHIPS[0]}"></Relationships>`;
  const xml = parts.has(name) ? parts.text(name) : empty;
  const dialect = xml === null ? null : dialectOf(xml, PACKAGE_RELATIONSHIPS);
  if (xml === null || dialect === null) return null;
  const { root, prefix } = dialect;
  const entries = elementsIn(xml, root.innerStart, root.innerEnd).map((element) => {
    const attributes = attributesOf(xml, element.tag);
    const type = attributes.get('Type') ?? '';
    const isOffice = OFFICE_RELATIONSHIPS.some((uri) => type.startsWith(`${uri}/`));
    return {
      ...{ element, id: attributes.get('Id') ?? '', type: isOffice ? (type.split('/').at(-1) ?? '') : '' },
      target: resolved(parts, folderOf(part), attributes.get('Target') ?? ''),
      isExternal: attributes.get('TargetMode') === 'External',
    };
  });
  return { name, xml, root, prefix, entries };
}

/** The relationships of a part (the package's own for the empty name); null where they cannot be worked on. */
export function linksOf(parts: Parts, part: string): Link[] | null {
  const list = entriesOf(parts, part);
  if (list === null) return null;
  return list.entries.filter(({ isExternal }) => !isExternal).map(({ id, type, target }) => ({ id, type, target }));
}

/** A target as seen from a folder of the package. */
function relative(folder: string, target: string): string {
  const [from, to] = [folder.split('/').slice(0, -1), target.split('/')];
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Adds a relationship to a part; gives its id, or null where the list cannot be worked on. */
export function addLink(parts: Parts, part: string, type: string, target: string, isStrict: boolean): string | null {
  const list = entriesOf(parts, part);
  if (list === null) return null;
  const taken = new Set(list.entries.map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`rId${number}`)) number++;
  const id = `rId${number}`;
  const uri = `${OFFICE_RELATIONSHIPS[isStrict ? 1 : 0]}/${type}`;
  const path = escapeXml(relative(folderOf(part), target));
  const xml = prefixed(`<Relationship Id="${id}" Type="${uri}" Target="${path}"/>`, list.prefix);
  const { root } = list;
  if (root.tag.kind === 'empty') return null;
  parts.put(list.name, edited(list.xml, [{ start: root.innerEnd, end: root.innerEnd, xml }]));
  return id;
}

/** Takes relationships away from a part, with what they lead to. */
export function removeLinks(parts: Parts, part: string, ids: ReadonlySet<string>): void {
  const list = entriesOf(parts, part);
  if (list === null) return;
  const gone = list.entries.filter(({ id }) => ids.has(id));
  parts.put(
    list.name,
    edited(
      list.xml,
      gone.map(({ element: { start, end } }) => ({ start, end, xml: '' })),
    ),
  );
  for (const { target, isExternal } of gone) {
    if (isExternal) continue;
    parts.remove(target);
    parts.remove(relationshipsOf(target));
  }
}

const TYPES = '[Content_Types].xml';
const MAIN = 'application/vnd.openxmlformats-officedocument';

/** What parts of ours are, as the list of types names them. */
export const CONTENT = {
  worksheet: `${MAIN}.spreadsheetml.worksheet+xml`,
  comments: `${MAIN}.spreadsheetml.comments+xml`,
  styles: `${MAIN}.spreadsheetml.styles+xml`,
  vml: `${MAIN}.vmlDrawing`,
} as const;

/** Makes the list of types say what there is: every part given, and none that is gone. False where the list cannot be worked on. */
export function declareParts(parts: Parts, declared: ReadonlyMap<string, string>): boolean {
  const xml = parts.text(TYPES);
  const dialect = xml === null ? null : dialectOf(xml, CONTENT_TYPES);
  if (xml === null || dialect === null || dialect.root.tag.kind === 'empty') return false;
  const { root, prefix } = dialect;
  const known = elementsIn(xml, root.innerStart, root.innerEnd).map((element) => {
    const attributes = attributesOf(xml, element.tag);
    const name = attributes.get('PartName')?.replace(/^\//, '') ?? null;
    return { ...element, name, extension: attributes.get('Extension')?.toLowerCase() ?? null };
  });
  const stale = known.filter(({ name }) => name !== null && !parts.has(name) && !parts.has(unescaped(name)));
  const named = new Set(known.map(({ name }) => name?.toLowerCase()));
  const added = [...declared]
    .filter(([name]) => !named.has(name.toLowerCase()))
    .map(([name, type]) => `<Override PartName="/${escapeXml(name)}" ContentType="${type}"/>`);
  const edits = [
    ...stale.map(({ start, end }) => ({ start, end, xml: '' })),
    { start: root.innerEnd, end: root.innerEnd, xml: prefixed(added.join(''), prefix) },
  ];
  parts.put(TYPES, edited(xml, edits));
  return true;
}

/** A name for a part of which there is none yet: `xl/comments` and `.xml` give `xl/comments1.xml`, or the next number. */
export function freeName(parts: Parts, start: string, ending: string): string {
  let number = 1;
  while (parts.has(`${start}${number}${ending}`)) number++;
  return `${start}${number}${ending}`;
}
