import { comparisonKey } from '../headers/key.ts';

const YES = new Set(
  ['yes', 'y', 'true', '1', 'oui', 'o', 'vrai', 'sí', 's', 'verdadero', 'نعم', 'صحيح', '✓', '✔'].map(word),
);
const NO = new Set(['no', 'n', 'false', '0', 'non', 'faux', 'falso', 'لا', 'كلا', 'خطأ', '✗', '✘'].map(word));

function word(text: string): string {
  return comparisonKey(text) || text.trim();
}

/** 1 for a yes, 0 for a no, in the languages Jalon speaks; null for anything else. */
export function readYesNo(text: string): 0 | 1 | null {
  const key = word(text);
  return YES.has(key) ? 1 : NO.has(key) ? 0 : null;
}
