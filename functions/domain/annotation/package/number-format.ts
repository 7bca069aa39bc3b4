/** Codes of the formats that a file need not spell out (ECMA-376 part 1, 18.8.30). Those that follow the reader's locale are given as ISO dates, which nobody misreads. */
const BUILT_IN: ReadonlyMap<number, string> = new Map([
  ...([
    [0, 'General'],
    [1, '0'],
    [2, '0.00'],
    [3, '#,##0'],
    [4, '#,##0.00'],
    [9, '0%'],
    [10, '0.00%'],
  ] as const),
  ...([
    [11, '0.00E+00'],
    [12, '# ?/?'],
    [13, '# ??/??'],
    [14, 'yyyy-mm-dd'],
    [15, 'd-mmm-yy'],
  ] as const),
  ...([
    [16, 'd-mmm'],
    [17, 'mmm-yy'],
    [18, 'h:mm AM/PM'],
    [19, 'h:mm:ss AM/PM'],
    [20, 'h:mm'],
  ] as const),
  ...([
    [21, 'h:mm:ss'],
    [22, 'yyyy-mm-dd hh:mm'],
    [37, '#,##0;-#,##0'],
    [38, '#,##0;[Red]-#,##0'],
  ] as const),
  ...([
    [39, '#,##0.00;-#,##0.00'],
    [40, '#,##0.00;[Red]-#,##0.00'],
    [45, 'mm:ss'],
    [46, '[h]:mm:ss'],
  ] as const),
  ...([
    [47, 'mm:ss.0'],
    [48, '##0.0E+0'],
    [49, '@'],
  ] as const),
]);

/** The code of a built-in format; undefined for those whose look depends on the edition of the program. */
export function builtInCode(id: number): string | undefined {
  return BUILT_IN.get(id);
}

/** Excel takes no longer ones. */
const LONGEST = 255;

/** The sections of a format, parted by the `;` that are neither quoted, escaped nor bracketed. */
function sectionsOf(code: string): string[] {
  const sections = [''];
  for (const [token] of code.matchAll(/"[^"]*"?|\\[\s\S]?|\[[^\]]*\]?|[\s\S]/g)) {
    if (token === ';') sections.push('');
    else sections.push((sections.pop() ?? '') + token);
  }
  return sections;
}

/** Colours and conditions, which must come first in a section. `[h]` and the like count time and stay where they are. */
const LEADING = /^(?:\[(?!(?:h+|m+|s+)\])[^\]]*\])*/i;

function marked(section: string, symbol: string): string {
  const [leading] = LEADING.exec(section) ?? [''];
  return `${leading}"${symbol} "${section.slice(leading.length)}`;
}

/** The section negative numbers get where a format has but one: the same with a minus. */
function negated(section: string): string {
  const [leading] = LEADING.exec(section) ?? [''];
  return `${leading}-${section.slice(leading.length)}`;
}

const CONDITION = /\[[<>=][^\]]*\]/;

/** Sections for positive and negative numbers and for zero; null where conditions leave no room for a third. */
function numberSections([positive = 'General', negative, zero]: readonly string[]): string[] | null {
  if (negative === undefined) return CONDITION.test(positive) ? null : [positive, negated(positive), positive];
  const others = CONDITION.test(positive) ? negative.replace(CONDITION, '') : positive;
  return [positive, negative, zero ?? others];
}

/**
 * A number format that shows the same with a symbol before it: for positive and negative numbers, zero and text. Null where the
 * format has no such form, or one that is too long.
 */
export function withSymbol(code: string, symbol: string): string | null {
  const sections = sectionsOf(code === '' ? 'General' : code);
  const text = sections.length > 1 && sections.at(-1)?.includes('@') ? sections.pop() : undefined;
  const isText = sections.length === 1 && sections[0]?.includes('@');
  const all = isText ? [...sections] : numberSections(sections);
  if (all === null) return null;
  if (!isText) all.push(text ?? sections[3] ?? '@');
  const written = all.map((section) => marked(section, symbol)).join(';');
  return written.length <= LONGEST ? written : null;
}

/** A symbol as it stands in a format; some programs join it with the minus that follows. */
const SYMBOL = /"[✖⚠] (-?)"/g;

/** A format that had a symbol put before it, as it was before; null for one that has none. */
export function withoutSymbol(code: string): string | null {
  const plain = code.replace(SYMBOL, '$1');
  if (plain === code) return null;
  const [positive = '', negative, zero, text, ...more] = sectionsOf(plain);
  const isMade = negative === negated(positive) && zero === positive && text === '@' && more.length === 0;
  return isMade ? positive : plain;
}
