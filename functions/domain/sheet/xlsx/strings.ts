import type { ValidationIssue } from '../../validation/issue.ts';
import { type Limits, tooLarge } from '../limits.ts';
import { unescapeText } from './escapes.ts';
import { SPREADSHEET } from './namespaces.ts';
import type { OfficePackage } from './package.ts';
import type { Text, XmlHandlers } from './xml/reader.ts';

/** The shared strings by index: runs of rich text joined, phonetic readings left out; null for an empty one. */
export function readSharedStrings(
  source: OfficePackage,
  part: string | null,
  limits: Limits,
): (string | null)[] | ValidationIssue {
  const strings: (string | null)[] = [];
  if (part === null) return strings;
  const item = textCollector();
  const handlers: XmlHandlers = {
    open: item.open,
    close(name) {
      item.close(name);
      if (name === 'si') strings.push(item.take());
    },
    text: item.text,
    refusal: () => (strings.length > limits.sharedStrings ? tooLarge('sharedStrings', limits) : null),
  };
  return source.read(part, SPREADSHEET, handlers) ?? strings;
}

/** Gathers the `t` elements of a string item (`si` or `is`), those inside `rPh` excepted. */
export function textCollector() {
  let content = '';
  let inText = false;
  let phonetic = 0;
  return {
    open(name: string) {
      if (name === 't') inText = phonetic === 0;
      else if (name === 'rPh') phonetic++;
    },
    close(name: string) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
    },
    text(text: Text) {
      if (inText) content += text();
    },
    take(): string | null {
      const taken = content;
      content = '';
      return taken === '' ? null : unescapeText(taken);
    },
  };
}
