export type LegacyEncoding = 'windows-1252' | 'windows-1256';

const SAMPLE_BYTES = 262_144;

/**
 * The code page of a text that is not Unicode: the one in which more of the known words appear; where that does not decide,
 * windows-1256 when letters beyond ASCII stand in words of their own, as in Arabic, rather than among Latin letters.
 */
export function guessLegacyEncoding(bytes: Uint8Array, knownWords: readonly string[]): LegacyEncoding {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const western = words(new TextDecoder('windows-1252').decode(sample));
  const arabic = words(new TextDecoder('windows-1256').decode(sample));
  const known = new Set(knownWords.flatMap(words).filter((word) => !/^[ -~]*$/.test(word)));
  const hits = (found: readonly string[]) => found.filter((word) => known.has(word)).length;
  const balance = hits(arabic) - hits(western);
  if (balance !== 0) return balance > 0 ? 'windows-1256' : 'windows-1252';
  const wholeArabic = arabic.filter((word) => /^\p{Script=Arabic}{2,}$/u.test(word)).length;
  const accented = western.filter((word) => /[a-z]/.test(word) && /[^ -~]/.test(word)).length;
  return wholeArabic > accented ? 'windows-1256' : 'windows-1252';
}

function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  );
}
