/**
 * Finds a small part of a list that still passes a test: the delta debugging algorithm of Zeller and Hildebrandt, with
 * complements only. https://www.st.cs.uni-saarland.de/papers/tse2002/
 *
 * @param isSufficient  whether a part still shows the failure; it is true for the whole list
 */
export async function minimize<T>(
  items: readonly T[],
  isSufficient: (part: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let current = items;
  if (current.length > 0 && (await isSufficient([]))) return [];
  for (let parts = 2; current.length > 1;) {
    const size = Math.ceil(current.length / parts);
    let smaller: readonly T[] | undefined;
    for (let first = 0; first < current.length && !smaller; first += size) {
      const rest = [...current.slice(0, first), ...current.slice(first + size)];
      if (await isSufficient(rest)) smaller = rest;
    }
    if (smaller) [current, parts] = [smaller, Math.max(2, parts - 1)];
    else if (size === 1) break;
    else parts = Math.min(current.length, parts * 2);
  }
  return current;
}
