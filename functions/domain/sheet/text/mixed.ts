/** Bytes of a text whose lines are not all in one encoding, parted into runs of lines. */
interface Run {
  readonly isUtf8: boolean;
  readonly bytes: Uint8Array;
}

const NEWLINE = 10;

function hasLettersBeyondAscii(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte >= 0x80);
}

/** The lines of a text, each with its line end. */
function* lines(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(NEWLINE, start);
    const next = end < 0 ? bytes.length : end + 1;
    yield bytes.subarray(start, next);
    start = next;
  }
}

/**
 * The runs of a text of which some lines are UTF-8 and others are not, as when two files were pasted into one; null where no line proves to be
 * UTF-8. Lines of plain ASCII go with those before them.
 */
export function runsOf(bytes: Uint8Array, isUtf8: (line: Uint8Array) => boolean): Run[] | null {
  const runs: { isUtf8: boolean; start: number; end: number }[] = [];
  let at = 0;
  let proven = false;
  for (const line of lines(bytes)) {
    const end = at + line.length;
    const last = runs.at(-1);
    const beyond = hasLettersBeyondAscii(line);
    const valid = beyond ? isUtf8(line) : (last?.isUtf8 ?? true);
    proven ||= beyond && valid;
    if (last && last.isUtf8 === valid) last.end = end;
    else runs.push({ isUtf8: valid, start: at, end });
    at = end;
  }
  return proven ? runs.map(({ start, end, ...run }) => ({ ...run, bytes: bytes.subarray(start, end) })) : null;
}
