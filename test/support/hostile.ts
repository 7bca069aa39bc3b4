/** A text that does harm wherever it is taken for markup, style or script. */
export const HOSTILE = '</style></script><script>alert("1")</script><img src="http://127.0.0.1:9/" onerror=alert(1)>';

const WORDED = ['title', 'text', 'unit', 'description', 'scopeTitle', 'sentence', 'definition'];

/** The data with every text that comes from a plan or a file replaced by a hostile one. */
export function hostile(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(hostile);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (key === 'mainPoints') return [key, [HOSTILE]];
      return [key, WORDED.includes(key) && typeof part === 'string' ? HOSTILE : hostile(part)];
    }),
  );
}
