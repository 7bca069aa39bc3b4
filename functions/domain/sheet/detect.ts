/** What a file is by its first bytes; `zip` and `text` are looked into further. */
export type FileKind =
  | 'empty'
  | 'zip'
  | 'archive'
  | 'xls'
  | 'encrypted'
  | 'document'
  | 'pdf'
  | 'image'
  | 'binary'
  | 'text';

/** First bytes in hexadecimal, `.` for any digit. BIFF streams outside OLE2 start with a BOF record. */
const SIGNATURES: readonly (readonly [FileKind, RegExp])[] = [
  ['zip', /^504b(0304|0506|0708)/],
  ['xls', /^09(00|02|04|08)(04|06|08|10)00/],
  [
    'image',
    /^(89504e47|ffd8ff|4749463[789]|49492a00|4d4d002a|424d.{8}00000000|52494646.{8}57454250|.{8}66747970(686569|6d6966|617669))/,
  ],
  ['archive', /^(1f8b|377abcaf|526172211a|425a683|fd377a585a)/],
  ['document', /^7b5c727466/],
];
const COMPOUND = /^d0cf11e0a1b11ae1/;

/** The kind of a file, judged by its content alone. */
export function detect(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const head = bytes.subarray(0, 1024);
  const signature = Array.from(head.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (COMPOUND.test(signature)) return compoundKind(ASCII.decode(bytes));
  const known = SIGNATURES.find(([, pattern]) => pattern.test(signature));
  if (known !== undefined) return known[0];
  return /%PDF-\d/.test(ASCII.decode(head)) ? 'pdf' : 'text';
}

/** One character a byte; only the ASCII ones are looked at. */
const ASCII = new TextDecoder('windows-1252');

/** OLE2 compound files hold old Office documents, and new ones under a password; their streams have UTF-16 names. */
function compoundKind(content: string): FileKind {
  const holds = (name: string) => content.includes([...name].join('\0'));
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) return 'encrypted';
  if (holds('WordDocument') || holds('PowerPoint Document')) return 'document';
  return holds('Workbook') || holds('Book') ? 'xls' : 'binary';
}

/** What a text is that is markup rather than a table. */
export function markupKind(text: string): 'html' | 'xml' | 'ods' | 'image' | null {
  const head = text.slice(0, 4096).trimStart().toLowerCase();
  if (/^mime-version:|^content-type: *multipart/m.test(head.slice(0, 512))) return 'html';
  if (!/^<[!?a-z]/.test(head)) return null;
  if (/<(!doctype +html|html|head|body|table|meta|style)\b/.test(head)) return 'html';
  if (head.includes('<office:document')) return 'ods';
  if (/<svg\b/.test(head)) return 'image';
  return head.startsWith('<?xml') || head.includes('<workbook') ? 'xml' : null;
}
