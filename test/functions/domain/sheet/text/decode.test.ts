import { describe, expect, it } from 'vitest';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';

const WORDS = ['Région', 'Année', 'Valor', 'Número de niños', 'المؤشر', 'عدد المهاجرين', 'البلد'];

/** Bytes of a text in a code page that TextEncoder does not know, by looking each character up in the decoder. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  return Uint8Array.from(text, (character) => codes.get(character) ?? 63);
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))].forEach((unit, at) => {
    view.setUint16(at * 2, unit, littleEndian);
  });
  return bytes;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const open = (bytes: Uint8Array, knownWords: readonly string[] = WORDS) => openFile(bytes, { knownWords });

describe('the encoding of a text', () => {
  const french = 'Région,Année,É\nNord,2025,1\n';
  const spanish = 'Número de niños;Valor\nAñó;3\n';
  const arabic = 'المؤشر;البلد\nعدد المهاجرين;مالي\n';
  const rows = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => line.split(/[,;]/));

  it.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8(arabic), arabic],
    ['UTF-8 with its mark', utf8(`\uFEFF${french}`), french],
    ['UTF-16 little endian', utf16(arabic, true), arabic],
    ['UTF-16 big endian', utf16(spanish, false), spanish],
  ])('is recognised: %s', (_, bytes, text) => {
    expect(open(bytes)).toMatchObject({
      ok: true,
      format: 'text',
      notes: [],
      grids: [{ sheet: null, rows: rows(text) }],
    });
  });

  it.each<[string, string, string, readonly string[]]>([
    ['French by known words', french, 'windows-1252', WORDS],
    ['Spanish by known words', spanish, 'windows-1252', WORDS],
    ['Arabic by known words', arabic, 'windows-1256', WORDS],
    ['French by its letters', french, 'windows-1252', []],
    ['Spanish by its letters', spanish, 'windows-1252', []],
    ['Arabic by its letters', arabic, 'windows-1256', []],
  ])('is guessed and said to be: %s', (_, text, encoding, words) => {
    expect(open(encode(text, encoding), words)).toMatchObject({
      ok: true,
      grids: [{ rows: rows(text) }],
      notes: [{ code: 'encoding-guessed', severity: 'info', found: encoding }],
    });
  });

  it('the typographic signs of windows-1252 are read as such', () => {
    const bytes = Uint8Array.of(...utf8('c'), 0x9c, ...utf8('ur,l'), 0x92, 0xe9, 0x74, 0xe9, 0x2c, 0x80, 0x0a);
    expect(open(bytes)).toMatchObject({ grids: [{ rows: [['cœur', 'l’été', '€']] }] });
  });

  it('known words outweigh the look of the letters', () => {
    const bytes = encode('ÇáÓäÉ;ÇáÓäÉ\n1;2\n', 'windows-1252');
    expect(open(bytes, ['ÇáÓäÉ'])).toMatchObject({ notes: [{ found: 'windows-1252' }] });
    expect(open(bytes, ['السنة'])).toMatchObject({ notes: [{ found: 'windows-1256' }] });
  });

  it.each<[string, boolean]>([
    ['utf-16le', true],
    ['utf-16be', false],
  ])('%s is recognised without its mark, and told', (found, littleEndian) => {
    const bytes = utf16(arabic, littleEndian).subarray(2);
    expect(open(bytes)).toMatchObject({
      grids: [{ rows: rows(arabic) }],
      notes: [{ code: 'encoding-unmarked', found }],
    });
  });

  it('what has as many zeros at even places as at odd ones is no text', () => {
    expect(openFile(Uint8Array.from({ length: 400 }, (_, at) => (at % 3 === 0 ? 0 : 65)))).toMatchObject({
      issue: { code: 'file-binary' },
    });
  });

  it('a text half in UTF-8 and half in a code page is read line by line', () => {
    const bytes = Uint8Array.from([
      ...utf8('période;élève\n'),
      ...encode('période;élève\nplain;text\n', 'windows-1252'),
    ]);
    expect(open(bytes)).toMatchObject({
      grids: [
        {
          rows: [
            ['période', 'élève'],
            ['période', 'élève'],
            ['plain', 'text'],
          ],
        },
      ],
      notes: [{ code: 'encoding-mixed', severity: 'warning', found: 'utf-8, windows-1252' }],
    });
  });

  it('bytes from 0x80 to 0x9f are the signs of Windows-1252, not the controls of ISO-8859-1', () => {
    const bytes = Uint8Array.of(...utf8('d'), 0x92, ...utf8('eau;'), 0x80, ...utf8('5;1'), 0x96, ...utf8('2\n'));
    expect(open(bytes)).toMatchObject({ grids: [{ rows: [['d’eau', '€5', '1–2']] }] });
  });

  it('a character that cannot be read is said so where the encoding is not in doubt', () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 97, 0xff, 44, 98, 10);
    expect(open(bytes)).toMatchObject({ grids: [{ rows: [['a\uFFFD', 'b']] }], notes: [{ code: 'encoding-damaged' }] });
  });

  it.each<[string, Uint8Array, string]>([
    ['cut inside a character', utf8(arabic).subarray(0, -2), 'file-truncated'],
    ['cut inside a UTF-16 unit', utf16(arabic, true).subarray(0, -1), 'file-truncated'],
    ['with NUL bytes', Uint8Array.of(97, 0, 98, 10), 'file-binary'],
    ['UTF-16 with NUL', utf16('a\0b', true), 'file-binary'],
    ['full of control characters', Uint8Array.of(1, 2, 3, 4, 5, 6, 7), 'file-binary'],
    ['of blanks only', utf8('\uFEFF \r\n\t\r\n'), 'empty-file'],
  ])('a text %s is refused', (_, bytes, code) => {
    expect(open(bytes)).toMatchObject({ ok: false, issue: { code, severity: 'error' } });
  });

  it('a code page text that ends in an accented letter is not taken for a cut one', () => {
    expect(open(encode('nom\nAndré', 'windows-1252'))).toMatchObject({
      ok: true,
      grids: [{ rows: [['nom'], ['André']] }],
    });
  });
});
