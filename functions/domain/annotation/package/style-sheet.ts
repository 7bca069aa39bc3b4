import {
  attributesOf,
  type Dialect,
  dialectOf,
  type Edit,
  type Element,
  edited,
  elementsIn,
  escapeXml,
  placeFor,
  prefixed,
  withAttributes,
} from './markup.ts';

/** The order of a style sheet's parts (ECMA-376 part 1, CT_Stylesheet). */
const ORDER = [
  ...['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs', 'tableStyles'],
  ...['colors', 'extLst'],
];

/** What each list begins with where a style sheet has none: two fills are given by the standard. */
const FIRST: Readonly<Record<ListName, readonly string[]>> = {
  numFmts: [],
  fonts: ['<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'],
  fills: ['<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>'],
  borders: ['<border><left/><right/><top/><bottom/><diagonal/></border>'],
  cellXfs: ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
};

type ListName = 'numFmts' | 'fonts' | 'fills' | 'borders' | 'cellXfs';
const LISTS: readonly ListName[] = ['numFmts', 'fonts', 'fills', 'borders', 'cellXfs'];

/** The smallest style sheet, in either family of namespaces. */
export function emptyStyleSheet(namespace: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="${namespace}"></styleSheet>`;
}

/** A style sheet to which looks are added; those there are keep their numbers. */
export interface StyleSheet {
  /** Adds an element to a list unless it was added before; gives its index. Written without prefix. */
  readonly add: (list: Exclude<ListName, 'numFmts'>, xml: string) => number;
  /** The id of a number format with that code. */
  readonly format: (code: string) => number;
  /** The code of a number format of the file's own. */
  readonly codeOf: (id: number) => string | undefined;
  /** A cell style (`s` of a cell) as it is written, its own prefix left out; null where there is none of that number. */
  readonly cellStyle: (index: number) => string | null;
  /** How many cell styles there are by now. */
  readonly cellStyles: () => number;
  readonly font: (index: number) => string | null;
  readonly fill: (index: number) => string | null;
  readonly xml: () => string;
}

/** A list of looks: all that are or will be in it, of which so many were there, and the index of those asked for. */
interface List {
  readonly element: Element | undefined;
  readonly all: string[];
  readonly kept: number;
  readonly added: Map<string, number>;
}

const FIRST_OWN_FORMAT = 164;

function editOf(
  xml: string,
  list: Element | undefined,
  place: number,
  name: string,
  all: readonly string[],
  added: readonly string[],
  { prefix }: Dialect,
): Edit[] {
  if (added.length === 0) return [];
  const count = String(all.length);
  const content = prefixed(added.join(''), prefix);
  if (list === undefined || list.tag.kind === 'empty') {
    const whole = `${prefixed(`<${name} count="${count}">`, prefix)}${content}${prefixed(`</${name}>`, prefix)}`;
    return [{ start: list?.start ?? place, end: list?.end ?? place, xml: whole }];
  }
  const { start, end } = list.tag;
  return [
    { start, end, xml: withAttributes(xml.slice(start, end), { count }) },
    { start: list.innerEnd, end: list.innerEnd, xml: content },
  ];
}

/** Opens the text of a style sheet to add to it; null where it is written in a way that cannot be changed safely. */
export function openStyleSheet(xml: string): StyleSheet | null {
  const dialect = dialectOf(xml);
  if (dialect === null || dialect.root.tag.kind === 'empty') return null;
  const { root, prefix } = dialect;
  const children = elementsIn(xml, root.innerStart, root.innerEnd);
  const unprefixed = (text: string) =>
    prefix === '' ? text : text.replaceAll(`<${prefix}`, '<').replaceAll(`</${prefix}`, '</');
  const listOf = (name: ListName): List => {
    const element = children.find(({ local }) => local === name);
    const there = element
      ? elementsIn(xml, element.innerStart, element.innerEnd).map(({ start, end }) => unprefixed(xml.slice(start, end)))
      : [];
    return { element, all: there.length === 0 ? [...FIRST[name]] : there, kept: there.length, added: new Map() };
  };
  const lists: Readonly<Record<ListName, List>> = {
    numFmts: listOf('numFmts'),
    fonts: listOf('fonts'),
    fills: listOf('fills'),
    borders: listOf('borders'),
    cellXfs: listOf('cellXfs'),
  };
  const codes = new Map(
    lists.numFmts.all.flatMap((text) => {
      const [tag] = elementsIn(text);
      const attributes = tag ? attributesOf(text, tag.tag) : new Map<string, string>();
      const id = Number(attributes.get('numFmtId'));
      return Number.isInteger(id) ? [[id, attributes.get('formatCode') ?? ''] as const] : [];
    }),
  );
  const add = (name: ListName, text: string): number => {
    const { all, added } = lists[name];
    const index = added.get(text) ?? all.push(text) - 1;
    added.set(text, index);
    return index;
  };
  const formats = new Map<string, number>();
  return {
    add,
    format(code) {
      const known = formats.get(code);
      if (known !== undefined) return known;
      const id = Math.max(FIRST_OWN_FORMAT - 1, ...codes.keys()) + 1;
      add('numFmts', `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`);
      codes.set(id, code);
      formats.set(code, id);
      return id;
    },
    codeOf: (id) => codes.get(id),
    cellStyle: (index) => lists.cellXfs.all[index] ?? null,
    cellStyles: () => lists.cellXfs.all.length,
    fill: (index) => lists.fills.all[index] ?? null,
    font: (index) => lists.fonts.all[index] ?? null,
    xml: () =>
      edited(
        xml,
        LISTS.flatMap((name) => {
          const { element, all, kept } = lists[name];
          const place = placeFor(children, ORDER, name, root.innerEnd);
          return editOf(xml, element, place, name, all, all.slice(kept), dialect);
        }),
      ),
  };
}
