const MOST_BYTES = 180;

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

/**
 * A file's name as the last part of a key: letters of any script and digits stay, folders are left out, and whatever could lead elsewhere, be read as
 * markup or change the direction of writing becomes `_`. At most 180 bytes, the ending kept.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = last
    .replace(/[^\p{L}\p{M}\p{N} ._()-]/gu, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]{1,8})?$/su.exec(clean) ?? [];
  const kept = [...stem];
  while (kept.length > 0 && bytesIn(kept.join('') + ending) > MOST_BYTES) kept.pop();
  return `${kept.join('') || 'file'}${ending}`;
}
