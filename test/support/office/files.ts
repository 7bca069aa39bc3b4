import fc from 'fast-check';
import type { Plan } from '../../../functions/domain/plan/model.ts';
import { columnLetters } from '../../../functions/domain/sheet/grid.ts';
import { handmade } from '../handmade.ts';
import type { Fact } from './facts.ts';
import { arbitraryForm, type FigureForm, figureText } from './figures.ts';
import type { Draft, Drafts } from './layouts.ts';
import type { Naming } from './naming.ts';

export type Encoding =
  | 'utf-8'
  | 'utf-8 with mark'
  | 'utf-16le'
  | 'utf-16be'
  | 'utf-16le without mark'
  | 'utf-16be without mark'
  | 'windows-1252'
  | 'windows-1256';

export const ENCODINGS: readonly Encoding[] = [
  ...(['utf-8', 'utf-8 with mark', 'utf-16le', 'utf-16be', 'utf-16le without mark', 'utf-16be without mark'] as const),
  ...(['windows-1252', 'windows-1256'] as const),
];

function codePage(name: 'windows-1252' | 'windows-1256'): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(name);
  return new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}

const PAGES = { 'windows-1252': codePage('windows-1252'), 'windows-1256': codePage('windows-1256') };

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
}

/** A text's bytes in an encoding; null where the encoding has no such letters. */
export function encode(text: string, encoding: Encoding): Uint8Array | null {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text);
    case 'utf-8 with mark':
      return new TextEncoder().encode(`\ufeff${text}`);
    case 'utf-16le':
      return utf16(`\ufeff${text}`, true);
    case 'utf-16be':
      return utf16(`\ufeff${text}`, false);
    case 'utf-16le without mark':
      return utf16(text, true);
    case 'utf-16be without mark':
      return utf16(text, false);
    case 'windows-1252':
    case 'windows-1256': {
      const bytes = Array.from(text, (letter) => PAGES[encoding].get(letter));
      const known = bytes.filter((byte) => byte !== undefined);
      return known.length === bytes.length ? Uint8Array.from(known) : null;
    }
    default:
      return encoding satisfies never;
  }
}

export interface TextForm {
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly newline: '\n' | '\r\n' | '\r';
  readonly quotes: 'where needed' | 'always';
}

export const arbitraryTextForm: fc.Arbitrary<TextForm> = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quotes: fc.constantFrom('where needed', 'always'),
});

/** Rows of texts as one delimited text. */
export function delimited(rows: readonly (readonly string[])[], { delimiter, newline, quotes }: TextForm): string {
  const quoted = (text: string) =>
    quotes === 'always' || text.includes(delimiter) || /["\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(quoted).join(delimiter)}${newline}`).join('');
}

export interface Writing {
  readonly plan: Plan;
  readonly names: Naming;
  readonly form: FigureForm;
}

/** Rows as texts, every figure in the office's notation. */
export function asTexts(rows: Drafts, { plan, names, form }: Writing): string[][] {
  const text = (draft: Draft) =>
    draft === null ? '' : typeof draft === 'string' ? draft : figureText(draft, plan, names, form);
  return rows.map((row) => row.map(text));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** A style sheet with 0: general, 1: percent. */
const XLSX_STYLES = `<p:fonts count="1"><p:font/></p:fonts><p:cellXfs count="2"><p:xf numFmtId="0"/><p:xf numFmtId="10" applyNumberFormat="1"/></p:cellXfs>`;

/** Rows as a sheet of a workbook: figures as numbers, percentages shown as such, yes and no as words. */
export function asWorkbook(rows: Drafts, { plan, names }: Writing): Uint8Array {
  const figure = (address: string, fact: Fact): string => {
    const definition = plan.indicators.find(({ code }) => code === fact.indicator);
    if (fact.part === 'value' && definition?.kind === 'yes-no')
      return textCell(address, names.answer(fact.number === 1));
    const style = fact.part === 'value' && definition?.kind === 'percentage' ? ' s="1"' : '';
    return `<p:c r="${address}"${style}><p:v>${fact.number}</p:v></p:c>`;
  };
  const textCell = (address: string, text: string) =>
    `<p:c r="${address}" t="inlineStr"><p:is><p:t xml:space="preserve">${escaped(text)}</p:t></p:is></p:c>`;
  const cell = (draft: Draft, address: string) =>
    draft === null ? '' : typeof draft === 'string' ? textCell(address, draft) : figure(address, draft);
  const sheet = rows.map((row, at) => {
    const cells = row.map((draft, index) => cell(draft, `${columnLetters(index)}${at + 1}`)).join('');
    return `<p:row r="${at + 1}">${cells}</p:row>`;
  });
  return handmade({ sheets: [sheet.join('')], styles: XLSX_STYLES });
}

export type FileForm =
  | { readonly kind: 'workbook' }
  | { readonly kind: 'text'; readonly text: TextForm; readonly encoding: Encoding };

export const arbitraryFileForm: fc.Arbitrary<FileForm> = fc.oneof(
  fc.constant({ kind: 'workbook' } as const),
  fc.record({ kind: fc.constant('text' as const), text: arbitraryTextForm, encoding: fc.constantFrom(...ENCODINGS) }),
);

/** The bytes of a file; UTF-8 where the encoding asked for lacks a letter. */
export function fileOf(rows: Drafts, writing: Writing, form: FileForm): Uint8Array {
  if (form.kind === 'workbook') return asWorkbook(rows, writing);
  const text = delimited(asTexts(rows, writing), form.text);
  return encode(text, form.encoding) ?? new TextEncoder().encode(text);
}

export { arbitraryForm };
