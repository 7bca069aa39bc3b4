import { SPREADSHEET } from '../../sheet/xlsx/namespaces.ts';

/** A tag of an XML text that is known to be well-formed, with its place in it. */
export interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
  /** The name without its prefix. */
  readonly local: string;
  /** Where the tag begins, and where it has ended. */
  readonly start: number;
  readonly end: number;
}

/** Where a tag that starts at `from` ends: `>` may stand inside an attribute's quotes. */
function endOfTag(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) quote = code === quote ? 0 : quote;
    else if (code === 34 || code === 39) quote = code;
    else if (code === 62) return at + 1;
  }
  return xml.length;
}

const after = (xml: string, mark: string, from: number) => {
  const at = xml.indexOf(mark, from);
  return at < 0 ? xml.length : at + mark.length;
};

/** Whether a character ends a name: a blank, `/` or `>`. */
const endsName = (code: number) => code <= 32 || code === 47 || code === 62;

/** The first tag that begins between two places; comments, instructions and character data are passed over. Null where there is none. */
export function tagFrom(xml: string, from: number, to = xml.length): Tag | null {
  let start = xml.indexOf('<', from);
  while (start >= 0 && start < to) {
    if (xml.startsWith('<!--', start)) start = xml.indexOf('<', after(xml, '-->', start + 4));
    else if (xml.startsWith('<![CDATA[', start)) start = xml.indexOf('<', after(xml, ']]>', start));
    else if (xml.startsWith('<?', start)) start = xml.indexOf('<', after(xml, '?>', start));
    else return tagAt(xml, start);
  }
  return null;
}

function tagAt(xml: string, start: number): Tag {
  const end = endOfTag(xml, start + 1);
  const isClose = xml.charCodeAt(start + 1) === 47;
  const first = isClose ? start + 2 : start + 1;
  let last = first;
  while (last < end && !endsName(xml.charCodeAt(last))) last++;
  const name = xml.slice(first, last);
  const colon = name.indexOf(':');
  const kind = isClose ? 'close' : xml.charCodeAt(end - 2) === 47 ? 'empty' : 'open';
  return { kind, name, local: colon < 0 ? name : name.slice(colon + 1), start, end };
}

/** The tags in order. */
export function* tagsOf(xml: string, from = 0, to = xml.length): Generator<Tag> {
  for (let tag = tagFrom(xml, from, to); tag !== null; tag = tagFrom(xml, tag.end, to)) yield tag;
}

/** An element with its place: all of it, and what stands between its tags. */
export interface Element {
  readonly tag: Tag;
  readonly local: string;
  readonly start: number;
  readonly end: number;
  readonly innerStart: number;
  readonly innerEnd: number;
}

const elementOf = (tag: Tag, close: Pick<Tag, 'start' | 'end'>): Element => ({
  ...{ tag, local: tag.local, start: tag.start, end: close.end, innerStart: tag.end, innerEnd: close.start },
});

/** Whether each `<` of a text starts a tag: nothing in it can look like one. */
export function isBare(xml: string): boolean {
  return !xml.includes('<!--') && !xml.includes('<![CDATA[');
}

/** Has almost all of a large sheet in it, but never another of its name. */
const LONG = 'sheetData';

/** The elements right below the one whose inside is given (or the root itself), in order. */
export function elementsIn(xml: string, from = 0, to = xml.length): Element[] {
  const elements: Element[] = [];
  let depth = 0;
  let opened: Tag | null = null;
  for (const tag of tagsOf(xml, from, to)) {
    if (tag.kind === 'empty' && depth === 0) elements.push(elementOf(tag, { start: tag.end, end: tag.end }));
    if (tag.kind === 'open' && depth === 0 && tag.local === LONG && isBare(xml)) {
      const start = xml.indexOf(`</${tag.name}`, tag.end);
      const end = endOfTag(xml, start);
      return [...elements, elementOf(tag, { start, end }), ...elementsIn(xml, end, to)];
    }
    if (tag.kind === 'open' && depth++ === 0) opened = tag;
    if (tag.kind === 'close' && --depth === 0 && opened !== null) elements.push(elementOf(opened, tag));
  }
  return elements;
}

/** The root element; undefined for a text that has none. */
function rootOf(xml: string): Element | undefined {
  const first = tagFrom(xml, 0);
  if (first === null) return undefined;
  if (first.kind === 'empty') return elementOf(first, { start: first.end, end: first.end });
  const start = xml.lastIndexOf(`</${first.name}`);
  const end = start < 0 ? -1 : endOfTag(xml, start);
  return end > 0 && xml.slice(end).trim() === '' ? elementOf(first, { start, end }) : elementsIn(xml).at(0);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that character references stand for. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g, (whole, hex, decimal, name) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (name !== undefined) return NAMED[name] ?? whole;
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Characters that XML has no way to write. */
export const UNWRITABLE = /[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu;

/** Text for an element or an attribute; what XML has no way to write is replaced by the sign for that. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}

const ATTRIBUTE = /([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The attributes of a tag by their full names. */
export function attributesOf(xml: string, { start, end, name }: Tag): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, key = '', double, single] of xml.slice(start + 1 + name.length, end).matchAll(ATTRIBUTE))
    attributes.set(key, unescapeXml(double ?? single ?? ''));
  return attributes;
}

/** A tag with attributes set, or taken away where the value is null. */
export function withAttributes(tag: string, changes: Readonly<Record<string, string | null>>): string {
  const tail = tag.endsWith('/>') ? '/>' : '>';
  const [head = ''] = /^<[^\s/>]+/.exec(tag) ?? [];
  let changed = tag.slice(head.length, tag.length - tail.length).trimEnd();
  for (const [key, value] of Object.entries(changes)) {
    const written = value === null ? '' : ` ${key}="${escapeXml(value)}"`;
    let found = false;
    changed = changed.replace(/\s+([^\s=/<>"']+)\s*=\s*(?:"[^"]*"|'[^']*')/g, (whole, name) => {
      if (name !== key) return whole;
      found = true;
      return written;
    });
    if (!found) changed += written;
  }
  return head + changed + tail;
}

/** A piece of XML put in the place of another; several must not overlap. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly xml: string;
}

/** The text with all edits made; those at one place in the order given. */
export function edited(xml: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, xml: piece } of edits.toSorted((a, b) => a.start - b.start)) {
    pieces.push(xml.slice(at, start), piece);
    at = end;
  }
  return pieces.join('') + xml.slice(at);
}

/** What a document is written in: its prefix for the spreadsheet's names with the colon, and the family of namespaces. */
export interface Dialect {
  readonly root: Element;
  readonly prefix: string;
  readonly isStrict: boolean;
}

/** The dialect of a part; null for one whose root is not of a known namespace, or that changes prefixes on the way. */
export function dialectOf(xml: string, namespaces: readonly string[] = SPREADSHEET): Dialect | null {
  const root = rootOf(xml);
  if (root === undefined) return null;
  const colon = root.tag.name.indexOf(':');
  const prefix = colon < 0 ? '' : root.tag.name.slice(0, colon + 1);
  const binding = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  const namespace = attributesOf(xml, root.tag).get(binding) ?? '';
  const rebound = new RegExp(`\\s${binding}\\s*=`).test(xml.slice(root.innerStart));
  const elsewhere = namespaces.some((uri) =>
    [`"${uri}"`, `'${uri}'`].some((quoted) => xml.indexOf(quoted, root.innerStart) >= 0),
  );
  if (!namespaces.includes(namespace) || rebound || elsewhere) return null;
  return { root, prefix, isStrict: namespace === SPREADSHEET[1] };
}

/** Markup of ours, written without prefix, as the document writes it. Its texts are escaped, so each `<` starts a tag. */
export function prefixed(xml: string, prefix: string): string {
  return prefix === '' ? xml : xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}`);
}

/** Where a child belongs by the order its parent's type asks for: before the first that comes later. */
export function placeFor(children: readonly Element[], order: readonly string[], name: string, end: number): number {
  const own = order.indexOf(name);
  const before = children.findLast(({ local }) => {
    const rank = order.indexOf(local);
    return rank >= 0 && rank <= own;
  });
  return before?.end ?? children.find(({ local }) => order.indexOf(local) > own)?.start ?? end;
}
