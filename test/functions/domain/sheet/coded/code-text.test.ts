import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeText } from '../../../../../functions/domain/sheet/coded/code-text.ts';
import { headOf } from '../../../../../functions/domain/sheet/coded/coded-sheet.ts';
import { openFile } from '../../../../../functions/domain/sheet/open.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** The cells of a text as coded columns; null where it is left to the general reader. */
function coded(bytes: Uint8Array, knownWords: readonly string[] = []) {
  const text = codeText(bytes, knownWords);
  return text && headOf(text.coded, text.coded.rows).rows;
}

function opened(bytes: Uint8Array, knownWords: readonly string[] = []) {
  const file = openFile(bytes, { knownWords });
  return file.ok ? file.grids[0]?.rows : file.issue.code;
}

describe('A text in coded columns', () => {
  it.each([
    ['plain cells', 'a,b\n1,2\n'],
    ['line ends of two characters, and none at the end', 'a,b\r\n1,2\r\n007,-3'],
    ['quoted cells with delimiters and line feeds', '"a, b","c\nd"\n"1","x"\n'],
    ['quotes in quotes', '"say ""yes""",b\n"""",2\n'],
    ['ragged, blank and padded rows', 'a,b,c\n1\n\n , ,\n2,,3\n,,\n,,4\n\n'],
    ['whole numbers of nine and ten digits', 'a,b\n999999999,1000000000\n0,00\n"12","012"\n'],
    ['accents, Arabic and signs beyond the first plane', 'é,ن\n😀,٣\n'],
    ['a mark at the start', '\ufeffa,b\n1,2\n'],
    ['a line that names the delimiter', 'sep=;\r\na;b\r\n1;2\r\n'],
    ['tabs', 'a\tb\n1\t2\n'],
  ])('holds the same cells as the general reader finds: %s', (_, text) => {
    expect(coded(utf8(text))).toEqual(opened(utf8(text)));
  });

  it.each([
    ['a quote inside a cell', 'a,b\n5" pipe,2\n'],
    ['text after a closing quote', 'a,b\n"1"x,2\n'],
    ['a quote that is not closed', 'a,b\n"1,2\n'],
    ['a formula that shows a text', 'a,b\n="007",2\n'],
    ['the same in quotes', 'a,b\n"=""007""",2\n'],
    ['a lone carriage return', 'a,b\r1,2\r'],
    ['a row wider than most', 'a,b\n1,2\n1,,2\n1,2\n'],
    ['nothing but blanks', ' \n \n'],
    ['markup', '<html><table><tr><td>1</td></tr></table></html>'],
    ['a zero byte', 'a,b\n1,\u00002\n'],
  ])('is left to the general reader: %s', (_, text) => {
    expect(coded(utf8(text))).toBeNull();
  });

  it('of another encoding is decoded first, and says so as the general reader does', () => {
    const latin = Uint8Array.from('Pays;Année\nCôte;5\n', (letter) => letter.charCodeAt(0));
    const file = openFile(latin, { knownWords: ['Année'] });
    expect(coded(latin, ['Année'])).toEqual(opened(latin, ['Année']));
    expect(codeText(latin, ['Année'])?.notes).toEqual(file.ok ? file.notes : []);
    const utf16 = new Uint8Array(Uint16Array.from('\ufeffa,b\n1,é\n', (letter) => letter.charCodeAt(0)).buffer);
    expect(coded(utf16)).toEqual(opened(utf16));
  });

  it('holds the same cells as the general reader finds, whatever the text', () => {
    const piece = fc.constantFrom(
      ',',
      ',',
      ',',
      ';',
      '\t',
      '\n',
      '\n',
      '\r\n',
      '\r',
      '"',
      '""',
      '="',
      'a',
      'é',
      ' ',
      '0',
      '7',
      '12',
      '-',
      '.',
    );
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    let compared = 0;
    fc.assert(
      fc.property(text, (written) => {
        const cells = coded(utf8(written));
        if (cells === null) return;
        compared += 1;
        expect(cells).toEqual(opened(utf8(written)));
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('has the same cells however many rows and different texts there are', () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `${row % 7},x${row},${row * 1.5},${'y'.repeat(row % 50)}`);
    const bytes = utf8(`a,b,c,d\n${rows.join('\n')}\n`);
    expect(coded(bytes)).toEqual(opened(bytes));
  });
});
