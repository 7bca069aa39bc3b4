import type { Catalogue } from './catalogue.ts';

const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * Plain text of these lines, which a program with no box around them shows from right to left too, whatever letter they begin with. A line
 * that is a link or a folder is left as it is, to be copied.
 */
export function directedText(lines: readonly string[], { direction }: Catalogue): string {
  const directed = lines.map((line) =>
    direction === 'ltr' || line === '' || /^\S*\/\S*$/.test(line) ? line : RIGHT_TO_LEFT_MARK + line,
  );
  return `${directed.join('\n')}\n`;
}
