/** Remembers the results of a function of two numbers below 2 ** 26. */
export function memoized<T>(compute: (one: number, other: number) => T): (one: number, other: number) => T {
  const results = new Map<number, T>();
  return (one, other) => {
    const key = one * 2 ** 26 + other;
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = compute(one, other);
    results.set(key, result);
    return result;
  };
}
