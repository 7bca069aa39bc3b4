const NODE_NAME = /\(node(\d{8})\)/g;

/**
 * Chromium names the elements of a tagged PDF after a counter that runs on from page to page. Counted from one again, at the
 * same width so that every offset holds, two prints of one page differ in their dates only.
 */
export function stablePdf(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const names = [...new Set(Array.from(text.matchAll(NODE_NAME), ([, digits = '']) => digits))].sort();
  const ordinals = new Map(names.map((digits, index) => [digits, String(index + 1).padStart(8, '0')]));
  return Buffer.from(
    text.replace(NODE_NAME, (_, digits: string) => `(node${ordinals.get(digits) ?? digits})`),
    'latin1',
  );
}
