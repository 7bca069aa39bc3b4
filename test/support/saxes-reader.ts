import { SaxesParser } from 'saxes';
import type { XmlHandlers } from '../../functions/domain/sheet/xlsx/xml/reader.ts';
import type { Tag } from '../../functions/domain/sheet/xlsx/xml/tag.ts';

/** Values laid end to end, as a start tag of ours has them in its window. */
function tagOf(name: string, attributes: readonly (readonly [string, string])[]): Tag {
  const encoder = new TextEncoder();
  const values = attributes.map(([, value]) => encoder.encode(value));
  const ends = values.map((_, index) => values.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
  const colon = name.indexOf(':');
  const find = (wanted: string) => attributes.findIndex(([key]) => key === wanted);
  const get = (wanted: string) => attributes[find(wanted)]?.[1];
  return {
    bytes: Uint8Array.from(values.flatMap((value) => [...value])),
    prefix: name.slice(0, colon + 1),
    end: 0,
    name: (index) => attributes[index]?.[0] ?? '',
    find,
    from: (index) => ends[index - 1] ?? 0,
    to: (index) => ends[index] ?? 0,
    get,
    getOf: () => undefined,
  };
}

/** Feeds a document to a part's handlers by a parser that others wrote and use; false when that refuses it, or finds a document type. */
export function readBySaxes(xml: string, namespaces: readonly string[], handlers: XmlHandlers): boolean {
  const parser = new SaxesParser<{ xmlns: true; position: false }>({ xmlns: true, position: false });
  const nameOf = ({ uri, local }: { uri: string; local: string }) => (namespaces.includes(uri) ? local : '');
  let isWellFormed = true;
  const refuse = () => {
    isWellFormed = false;
  };
  const text = (content: string) => handlers.text?.(() => content);
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('opentag', (tag) => {
    const attributes = Object.entries(tag.attributes).map(([name, { value }]) => [name, value] as const);
    handlers.open(nameOf(tag), tagOf(tag.name, attributes), () => undefined);
  });
  parser.on('closetag', (tag) => handlers.close?.(nameOf(tag)));
  parser.write(xml).close();
  return isWellFormed;
}

/** Whether it is well-formed where prefixes are nothing but letters. */
export function isWellFormedBySaxes(xml: string): boolean {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let isWellFormed = true;
  parser.on('error', () => {
    isWellFormed = false;
  });
  parser.write(xml).close();
  return isWellFormed;
}
