import { strToU8, type ZipOptions, zipSync } from 'fflate';

const TRANSITIONAL = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  office: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
const STRICT = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  office: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface Handmade {
  /** Content of `sheetData`, one a sheet, written with `p:` for the prefix of the namespace. */
  readonly sheets?: readonly string[];
  /** What stands before `sheetData` in the first sheet, and what follows it. */
  readonly head?: string;
  readonly tail?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly workbookProperties?: string;
  /** State of each sheet. */
  readonly states?: readonly string[];
  /** Type of relationship of each sheet. */
  readonly kinds?: readonly string[];
  readonly prefix?: string;
  readonly strict?: boolean;
  /** Parts put in, replaced (text) or taken out (null). */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
  readonly level?: ZipOptions['level'];
}

/** The parts of a workbook written by hand, to say things no library writes. */
export function handmadeParts(made: Handmade): Record<string, string | Uint8Array> {
  const { main, office } = made.strict ? STRICT : TRANSITIONAL;
  const prefix = made.prefix ? `${made.prefix}:` : '';
  const declared = made.prefix ? `xmlns:${made.prefix}="${main}"` : `xmlns="${main}"`;
  const spreadsheet = (root: string, content: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><p:${root} ${declared} xmlns:rel="${office}">${content}</p:${root}>`
      .replaceAll('<p:', `<${prefix}`)
      .replaceAll('</p:', `</${prefix}`);
  const sheets = made.sheets ?? [''];
  const relationship = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relationships = (content: string) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${content}</Relationships>`;
  const parts: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
      <Override PartName="/book/main.xml" ContentType="${TYPES}.sheet.main+xml"/></Types>`,
    '_rels/.rels': relationships(relationship('a', 'officeDocument', '/book/main.xml')),
    'book/_rels/main.xml.rels': relationships(
      sheets.map((_, at) => relationship(`s${at}`, made.kinds?.[at] ?? 'worksheet', `tabs/tab${at}.xml`)).join('') +
        relationship('strings', 'sharedStrings', '../texts.xml') +
        relationship('styles', 'styles', 'styles.xml'),
    ),
    'book/main.xml': spreadsheet(
      'workbook',
      `<p:workbookPr ${made.workbookProperties ?? ''}/><p:sheets>${sheets
        .map((_, at) => `<p:sheet name="Tab ${at + 1}" state="${made.states?.[at] ?? 'visible'}" rel:id="s${at}"/>`)
        .join('')}</p:sheets>`,
    ),
    'texts.xml': spreadsheet('sst', made.strings ?? ''),
    'book/styles.xml': spreadsheet('styleSheet', made.styles ?? ''),
    ...Object.fromEntries(
      sheets.map((content, at) => [
        `book/tabs/tab${at}.xml`,
        spreadsheet(
          'worksheet',
          `${at === 0 ? (made.head ?? '') : ''}<p:sheetData>${content}</p:sheetData>${at === 0 ? (made.tail ?? '') : ''}`,
        ),
      ]),
    ),
    ...made.parts,
  };
  return Object.fromEntries(Object.entries(parts).flatMap(([name, part]) => (part === null ? [] : [[name, part]])));
}

export function handmade(made: Handmade = {}): Uint8Array {
  const parts = Object.entries(handmadeParts(made)).map(([name, part]): [string, Uint8Array] => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ]);
  return zipSync(Object.fromEntries(parts), { level: made.level ?? 6 });
}
