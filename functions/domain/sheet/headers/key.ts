const LETTER_VARIANTS: Readonly<Record<string, string>> = { ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ß: 'ss', œ: 'oe', æ: 'ae' };

/** Texts that need no normalising: most of what files hold. */
const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /[+<>=%]/;

/** Arabic-Indic, Persian and full-width digits as Latin ones; everything else unchanged. */
export function latinDigits(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/**
 * What two texts must share to be the same name: case, accents, Arabic marks and tatweel, digits' script, punctuation and spacing
 * do not count. `+`, `<`, `>` and `%` stay, since `<18`, `18+` and `18` differ.
 */
export function comparisonKey(text: string): string {
  if (PLAIN.test(text)) return spaced(text.toLowerCase());
  return latinDigits(text.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .replace(/[ةىیکßœæ]/g, (letter) => LETTER_VARIANTS[letter] ?? letter)
    .replace(/≤/g, '<=')
    .replace(/≥/g, '>=')
    .replace(/[^\p{L}\p{N}+<>%=]+/gu, ' ')
    .replace(/ *([+<>=%]) */g, '$1')
    .trim();
}

function spaced(text: string): string {
  const words = text.replace(/[^a-z0-9+<>%=]+/g, ' ');
  return (MARKS.test(words) ? words.replace(/ *([+<>=%]) */g, '$1') : words).trim();
}
