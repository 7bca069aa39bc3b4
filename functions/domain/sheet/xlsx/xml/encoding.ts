/** Bytes of a part as UTF-8, piece after piece, without their mark; null for bytes that are no text. The end is asked for with null. */
export function toUtf8(): (piece: Uint8Array | null) => Uint8Array | null {
  const encoder = new TextEncoder();
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let isFirst = true;
  const transcode = (piece: Uint8Array | null): Uint8Array | null => {
    if (decoder === null) return piece ?? new Uint8Array();
    try {
      return encoder.encode(piece === null ? decoder.decode() : decoder.decode(piece, { stream: true }));
    } catch {
      return null;
    }
  };
  return (piece) => {
    if (!isFirst || piece === null) return transcode(piece);
    isFirst = false;
    const encoding = wideEncodingOf(piece);
    if (encoding !== null) decoder = new TextDecoder(encoding, { fatal: true });
    const marked = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
    return transcode(marked ? piece.subarray(3) : piece);
  };
}

/** UTF-16 by its mark, or by the `<` that begins every part. */
function wideEncodingOf([a, b]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c) ? 'utf-16be' : null;
}
