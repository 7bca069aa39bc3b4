const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);
const NOT_XML = /[^\t\n\r\u0020-\uFFFD]/;

/** Bytes of UTF-8 as text; null when they are none, or hold characters that XML does not allow. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    const text = UTF8.decode(bytes);
    return NOT_XML.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Character data with its line ends as `\n` and its references resolved; null where it is malformed. */
export function decodeContent(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes)?.replace(/\r\n?/g, '\n') ?? null;
  return text === null ? null : resolve(text);
}

/** The value of an attribute, its line ends and tabs as blanks and its references resolved; null where it is malformed. */
export function decodeValue(bytes: Uint8Array): string | null {
  const text = decodeUtf8(bytes)?.replace(/\r\n|[\t\r\n]/g, ' ') ?? null;
  return text === null ? null : resolve(text);
}

/** The five entities of XML and the numbers of characters; any other reference is an error (no document type may declare one). */
function resolve(text: string): string | null {
  if (!text.includes('&')) return text;
  let isWellFormed = true;
  const resolved = text.replace(/&([^&;]*;?)/g, (_, reference: string) => {
    const character = reference.endsWith(';') ? characterOf(reference.slice(0, -1)) : undefined;
    if (character === undefined) isWellFormed = false;
    return character ?? '';
  });
  return isWellFormed ? resolved : null;
}

function characterOf(reference: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([\da-fA-F]{1,8})|(\d{1,10}))$/.exec(reference) ?? [];
  if (hex === undefined && decimal === undefined) return ENTITIES.get(reference);
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return undefined;
  const character = String.fromCodePoint(code);
  return NOT_XML.test(character) ? undefined : character;
}

/** Places of the cache; a text may only stand at that of its hash. */
const PLACES = 4096;
/** Up to here letter by letter is the faster way. */
const SHORT = 12;
/** Longer texts are seldom repeated. */
const LONGEST = 48;

/** Texts of plain ASCII bytes. The repeated ones of a workbook (codes, names, categories) are one and the same text in memory. */
export function plainTexts(): (bytes: Uint8Array, from: number, to: number) => string {
  const known: (string | undefined)[] = new Array(PLACES);
  return (bytes, from, to) => {
    if (to - from > LONGEST) return UTF8.decode(bytes.subarray(from, to));
    let hash = to - from;
    for (let at = from; at < to; at++) hash = (hash * 31 + (bytes[at] ?? 0)) | 0;
    const place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    const candidate = known[place] ?? '';
    if (isText(candidate, bytes, from, to)) return candidate;
    const text = to - from > SHORT ? UTF8.decode(bytes.subarray(from, to)) : letters(bytes, from, to);
    known[place] = text;
    return text;
  };
}

function letters(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

function isText(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = from; at < to; at++) if (text.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}
