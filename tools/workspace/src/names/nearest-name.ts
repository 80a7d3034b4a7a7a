/**
 * @param maxDistance  how many characters may differ
 * @returns the nearest name, if at most a third of it differs, for "Did you mean …?"
 */
export function nearestName(
  name: string,
  names: Iterable<string>,
  maxDistance = Number.POSITIVE_INFINITY,
): string | undefined {
  const [nearest] = [...names]
    .map((other) => ({ other, distance: editDistance(name, other) }))
    .filter(
      ({ other, distance }) => distance <= Math.min(maxDistance, Math.max(name.length, other.length) / 3),
    )
    .toSorted((a, b) => a.distance - b.distance);
  return nearest?.other;
}

/** @returns ` Did you mean NAME?` with the nearest name, for the end of a message, or an empty text */
export function didYouMean(name: string, names: Iterable<string>): string {
  const near = nearestName(name, names);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

/** The number of characters to insert, remove or replace: https://en.wikipedia.org/wiki/Levenshtein_distance */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, character] of [...from].entries()) {
    const next = [row + 1];
    for (const [column, other] of [...to].entries())
      next.push(
        Math.min(next[column]! + 1, above[column + 1]! + 1, above[column]! + (character === other ? 0 : 1)),
      );
    above = next;
  }
  return above.at(-1)!;
}
