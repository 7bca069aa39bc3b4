import { ROLE_WORDS } from '../headers/words.ts';
import { PERIOD_WORDS } from '../periods/words.ts';

export type LegacyEncoding = 'windows-1252' | 'windows-1256';

const SAMPLE_BYTES = 262_144;

/**
 * The code page of a text that is not Unicode: the one in which more of the plan's words appear, else of the usual ones; where that does not decide,
 * windows-1256 when more words are Arabic from end to end, read so, than Latin with Arabic letters among them.
 */
export function guessLegacyEncoding(bytes: Uint8Array, knownWords: readonly string[]): LegacyEncoding {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const western = words(new TextDecoder('windows-1252').decode(sample));
  const arabic = words(new TextDecoder('windows-1256').decode(sample));
  for (const list of [knownWords, USUAL_WORDS]) {
    const known = new Set(list.flatMap(words).filter((word) => !/^[ -~]*$/.test(word)));
    const hits = (found: readonly string[]) => found.filter((word) => known.has(word)).length;
    const balance = hits(arabic) - hits(western);
    if (balance !== 0) return balance > 0 ? 'windows-1256' : 'windows-1252';
  }
  const wholeArabic = arabic.filter((word) => /^[\p{Script=Arabic}\p{M}]{2,}$/u.test(word)).length;
  const mixed = arabic.filter((word) => /\p{Script=Latin}/u.test(word) && /[\u0600-\u06ff]/.test(word)).length;
  return wholeArabic > mixed ? 'windows-1256' : 'windows-1252';
}

/** Words of headers and periods that files may hold whatever the plan. */
const USUAL_WORDS = [...Object.values(ROLE_WORDS).flat(), ...PERIOD_WORDS];

function words(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}]+/gu) ?? []
  );
}
