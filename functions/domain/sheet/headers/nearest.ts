import { distance } from 'fastest-levenshtein';

/** What no slip of spelling changes: the digits and the signs that keys keep (`female` and `female%` differ). */
function fixed(key: string): string {
  return key.replace(/[^\d+<>%=]+/g, ' ').trim();
}

/** Letters that may differ between two keys for one to be a slip of the other: 1 from five letters, 2 from nine. */
function tolerance(key: string, name: string): number {
  const length = Math.min(key.length, name.length);
  return length >= 9 ? 2 : length >= 5 ? 1 : 0;
}

/**
 * The names that a key may be a misspelling of, nearest only. The first letter and all digits and signs must agree: `emigrants` is no slip for
 * `immigrants`, nor `output 2` for `output 1`.
 */
export function misspellingOf(key: string, names: Iterable<string>): string[] {
  let best = Number.POSITIVE_INFINITY;
  let nearest: string[] = [];
  for (const name of names) {
    const allowed = tolerance(key, name);
    if (allowed === 0 || Math.abs(key.length - name.length) > allowed) continue;
    if (key[0] !== name[0] || fixed(key) !== fixed(name)) continue;
    const difference = distance(key, name);
    if (difference > allowed || difference > best) continue;
    nearest = difference === best ? [...nearest, name] : [name];
    best = difference;
  }
  return nearest;
}

/** The candidate most like a key, however far; for proposals to a person. Null where nothing is even half alike. */
export function mostAlike(key: string, names: Iterable<string>): string | null {
  let best: string | null = null;
  let least = 0.5;
  for (const name of names) {
    const share = distance(key, name) / Math.max(key.length, name.length, 1);
    if (share >= least) continue;
    best = name;
    least = share;
  }
  return best;
}
