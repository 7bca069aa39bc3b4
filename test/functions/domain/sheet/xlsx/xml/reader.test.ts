import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPREADSHEET } from '../../../../../../functions/domain/sheet/xlsx/namespaces.ts';
import { type XmlHandlers, xmlReader } from '../../../../../../functions/domain/sheet/xlsx/xml/reader.ts';
import { isWellFormedBySaxes, readBySaxes } from '../../../../../support/saxes-reader.ts';

/** All that a document tells: `<name key=value`, `/name`, and text in one piece between tags. */
function listener() {
  const heard: string[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') heard.push(text);
    text = '';
  };
  const handlers: XmlHandlers = {
    open(name, tag) {
      flush();
      const attributes: string[] = [];
      for (let index = 0; tag.name(index) !== ''; index++)
        attributes.push(`${tag.name(index)}=${tag.get(tag.name(index))}`);
      heard.push(`<${[name, ...attributes].join(' ')}`);
    },
    close(name) {
      flush();
      heard.push(`/${name}`);
    },
    text(content) {
      text += content();
    },
  };
  return { heard, handlers };
}

/** What our reader hears when the document comes in pieces of so many bytes; null when it refuses it. */
function read(bytes: Uint8Array, size = bytes.length): string[] | null {
  const { heard, handlers } = listener();
  const reader = xmlReader(SPREADSHEET, handlers);
  for (let at = 0; at < bytes.length; at += size) if (!reader.write(bytes.subarray(at, at + size))) return null;
  reader.end();
  return reader.problem() === null ? heard : null;
}

function expected(xml: string): string[] | null {
  const { heard, handlers } = listener();
  return readBySaxes(xml, SPREADSHEET, handlers) ? heard : null;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const MAIN = SPREADSHEET[0];
const document = (content: string) => `<row xmlns="${MAIN}" xmlns:p="${MAIN}" xmlns:o="urn:other">${content}</row>`;

const WELL_FORMED: readonly (readonly [string, string])[] = [
  ['a declaration', `<?xml version="1.0" encoding='UTF-8' standalone="yes" ?>${document('')}`],
  ['either quote', document(`<c r="it's" s='"'/>`)],
  ['space where it may stand', document('<c  r = "A1"\n\ts\r\n=\r\n"1" ></c  ><v />')],
  ['line ends', document('<v a="1\r\n2\r3\n4\t5">a\r\nb\rc\nd\t</v>')],
  ['references', document('<v a="&lt;&#65;&#x42;&quot;">&amp;&gt;&apos;&#13;&#128512;</v>')],
  ['character data', document('<v>a<![CDATA[<b> & ]] ]]>c<![CDATA[]]></v>')],
  ['comments', document('<v>1<!-- - <x> & -->2</v><!---->')],
  ['instructions', `${document('<?a?><?mso-x y="?" ?>')}<?end of it?>\n`],
  ['other scripts', document('<v a="é">مالي 東京 😀</v>')],
  ['brackets', document('<v>]] > ]>]</v>')],
  ['names in other scripts', document('<o:é x="1"/>')],
  ['a prefix that is taken over', document('<p:c xmlns:p="urn:x"><p:v/></p:c><p:c/>')],
  ['a default namespace that is taken over', document('<c xmlns="urn:x"><v/></c><c xmlns=""><v/></c><c/>')],
  ['attributes with prefixes', document('<c o:r="1" r="2" xml:space="preserve"/>')],
];

const MALFORMED: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['space only', ' \n'],
  ['text only', 'a'],
  ['two roots', `${document('')}<a/>`],
  ['text after the root', `${document('')}a`],
  ['character data after the root', `${document('')}<![CDATA[a]]>`],
  ['an open element', '<a><b></b>'],
  ['an end without a start', document('</v>')],
  ['an end of another', document('<c><v></c></v>')],
  ['an end that begins alike', document('<c></cc>')],
  ['a start that begins alike', document('<cc></c>')],
  ['an attribute twice', document('<c r="1" r="2"/>')],
  ['an attribute without a value', document('<c r/>')],
  ['an attribute without quotes', document('<c r=1/>')],
  ['attributes without space', document('<c r="1"s="2"/>')],
  ['a bare < in a value', document('<c r="<"/>')],
  ['a bare & in a value', document('<c r="a & b"/>')],
  ['a bare & in text', document('<v>a & b</v>')],
  ['an entity of HTML', document('<v>&nbsp;</v>')],
  ['a number of no character', document('<v>&#0;&#x110000;&#xD800;</v>')],
  ['the end of character data in text', document('<v>]]></v>')],
  ['open character data', document('<v><![CDATA[a]]</v>')],
  ['two dashes in a comment', document('<!-- -- -->')],
  ['three dashes at its end', document('<!-- --->')],
  ['a declaration further down', document('<?xml version="1.0"?>')],
  ['a declaration after a space', ` <?xml version="1.0"?>${document('')}`],
  ['a declaration without a version', `<?xml encoding="UTF-8"?>${document('')}`],
  ['a document type', `<!DOCTYPE a>${document('')}`],
  ['other declarations', document('<!ELEMENT a>')],
  ['a control character', document('<v>\u0001</v>')],
  ['a control character in a value', document('<v a="\u0001"/>')],
  ['a control character in a comment', document('<!--\u0001-->')],
  ['a zero byte', document('<v>\u0000</v>')],
  ['a noncharacter', document('<v>\uFFFF</v>')],
  ['a name that begins with a digit', document('<1/>')],
  ['no name', document('< v/>')],
  ['a lone slash', document('<v / >')],
];

describe('a document tells what a parser in wide use hears', () => {
  it.each(WELL_FORMED)('%s', (_, xml) => {
    expect(read(utf8(xml))).not.toBeNull();
    expect(read(utf8(xml))).toEqual(expected(xml));
  });
  it.each(WELL_FORMED)('%s, byte by byte', (_, xml) => {
    expect(read(utf8(xml), 1)).toEqual(expected(xml));
  });
});

describe('a document is refused that a parser in wide use refuses', () => {
  it.each(MALFORMED)('%s', (_, xml) => {
    expect([read(utf8(xml)), read(utf8(xml), 1), expected(xml)]).toEqual([null, null, null]);
  });
  it.each<[string, number[]]>([
    ['a stray byte', [0xff]],
    ['half a character', [0xc3]],
    ['an overlong one', [0xc0, 0xaf]],
    ['half a pair', [0xed, 0xa0, 0x80]],
  ])('%s anywhere', (_, bad) => {
    for (const [before, after] of [
      ['<v>', '</v>'],
      ['<v a="', '"/>'],
      ['<!--', '-->'],
      ['<![CDATA[', ']]>'],
      ['<v', '/>'],
      ['<?a ', '?>'],
    ]) {
      const [head = '', tail = ''] = document(`${before}HERE${after}`).split('HERE');
      expect(read(Uint8Array.from([...utf8(head), ...bad, ...utf8(tail)]))).toBeNull();
    }
  });
});

const name = fc.constantFrom('c', 'row', 'v', 'p:v', 'o:v', 'is', 'x14');
const word = fc.constantFrom('', ' ', 'A1', '1.5', '\n', '&amp;', '&#10;', 'é', '\r\n', ']', "'", '>', '12');
const words = fc.array(word, { maxLength: 3 }).map((parts) => parts.join(''));
const attribute = fc
  .tuple(fc.constantFrom('r', 's', 't', 'o:r', 'xml:space', 'xmlns', 'xmlns:p'), words, fc.constantFrom(' ', '\n '))
  .map(([key, value, space]) => `${space}${key}="${key.startsWith('xmlns') ? MAIN : value}"`);
const attributes = fc.uniqueArray(attribute, { maxLength: 3, selector: (text) => text.trim().split('=')[0] });
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    words,
    words.map((text) => `<!--${text}-->`),
    words.map((text) => `<![CDATA[${text}]]>`),
    fc.tuple(name, attributes).map(([tag, given]) => `<${tag}${given.join('')}/>`),
    fc
      .tuple(name, attributes, fc.array(tie('tree'), { maxLength: 4 }))
      .map(([tag, given, inner]) => `<${tag}${given.join('')}>${inner.join('')}</${tag}>`),
  ),
}));
const change = fc.record({
  at: fc.nat(),
  cut: fc.integer({ min: 0, max: 2 }),
  put: fc.constantFrom('', '<', '>', '/', '"', '&', ';', ' ', '=', ']]>', '<!', '-', '?', 'v', ':', '\u0002', '<v>'),
});

it('any document, also a damaged one and in pieces, tells the same or is refused by both', () => {
  fc.assert(
    fc.property(tree, fc.array(change, { maxLength: 2 }), fc.integer({ min: 1, max: 9 }), (content, changes, size) => {
      let xml = document(content);
      for (const { at, cut, put } of changes) {
        const place = at % xml.length;
        xml = xml.slice(0, place) + put + xml.slice(place + cut);
      }
      // The peer trims the names of namespaces.
      fc.pre(!/xmlns(?::\w)?="(?:\s[^"]*|[^"]*\s)"/.test(xml));
      const ours = read(utf8(xml));
      expect(read(utf8(xml), size)).toEqual(ours);
      // Prefixes that nothing binds are passed over by us, and refused by the peer.
      if (!isWellFormedBySaxes(xml)) expect(ours).toBeNull();
      else expect(ours).toEqual(expected(xml) ?? ours);
    }),
    { numRuns: 500 },
  );
});
