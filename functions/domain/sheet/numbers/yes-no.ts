import { comparisonKey, latinDigits } from '../headers/key.ts';

const YES = new Set(
  ['yes', 'y', 'true', '1', 'oui', 'o', 'vrai', 'sí', 's', 'verdadero', 'نعم', 'صحيح', '✓', '✔'].map(word),
);
const NO = new Set(['no', 'n', 'false', '0', 'non', 'faux', 'falso', 'لا', 'كلا', 'خطأ', '✗', '✘'].map(word));

/** A letter alone is compared as it is: `ñ` is no `n` for a no. */
function word(text: string): string {
  const trimmed = latinDigits(text.trim());
  return trimmed.length === 1 ? trimmed.toLowerCase() : comparisonKey(trimmed);
}

/** 1 for a yes, 0 for a no, in the languages Jalon speaks; null for anything else. */
export function readYesNo(text: string): 0 | 1 | null {
  const key = word(text);
  return YES.has(key) ? 1 : NO.has(key) ? 0 : null;
}
