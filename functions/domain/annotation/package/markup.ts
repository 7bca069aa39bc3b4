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

/** The tags in order; comments, instructions and character data are passed over. */
export function* tagsOf(xml: string, from = 0, to = xml.length): Generator<Tag> {
  let at = xml.indexOf('<', from);
  while (at >= 0 && at < to) {
    let end: number;
    if (xml.startsWith('<!--', at)) end = after(xml, '-->', at + 4);
    else if (xml.startsWith('<![CDATA[', at)) end = after(xml, ']]>', at);
    else if (xml.startsWith('<?', at)) end = after(xml, '?>', at);
    else {
      end = endOfTag(xml, at + 1);
      const isClose = xml.charCodeAt(at + 1) === 47;
      const first = isClose ? at + 2 : at + 1;
      let last = first;
      while (last < end && !endsName(xml.charCodeAt(last))) last++;
      const name = xml.slice(first, last);
      const kind = isClose ? 'close' : xml.charCodeAt(end - 2) === 47 ? 'empty' : 'open';
      yield { kind, name, local: name.slice(name.indexOf(':') + 1), start: at, end };
    }
    at = xml.indexOf('<', end);
  }
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

/** The elements right below the one whose inside is given (or the root itself), in order. */
export function elementsIn(xml: string, from = 0, to = xml.length): Element[] {
  const elements: Element[] = [];
  let depth = 0;
  let opened: Tag | null = null;
  for (const tag of tagsOf(xml, from, to)) {
    const { local, start, end } = tag;
    if (tag.kind === 'empty' && depth === 0) elements.push({ tag, local, start, end, innerStart: end, innerEnd: end });
    if (tag.kind === 'open' && depth++ === 0) opened = tag;
    if (tag.kind === 'close' && --depth === 0 && opened !== null)
      elements.push({
        tag: opened,
        local: opened.local,
        start: opened.start,
        end,
        innerStart: opened.end,
        innerEnd: start,
      });
  }
  return elements;
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
  const root = elementsIn(xml).at(0);
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
