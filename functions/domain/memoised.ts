/** A function that works out each distinct text once. */
export function memoised<T>(resolve: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const before = known.get(text);
    if (before) return before.answer;
    const answer = resolve(text);
    known.set(text, { answer });
    return answer;
  };
}
