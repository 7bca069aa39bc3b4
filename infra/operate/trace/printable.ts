/** Characters that move the cursor, or turn the direction of what follows, in names that others chose. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text of the data as a terminal may show it: what would act on it is written as a code. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`);
}

/** A text in lines of a width, broken at spaces; a longer word keeps a line of its own. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
