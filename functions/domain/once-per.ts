/** Works out something of an object, such as a plan, once for as long as the object itself is kept. The object must not change. */
export function oncePer<K extends object, T>(create: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = create(key);
    known.set(key, { value });
    return value;
  };
}
