/**
 * Returns the length of the longest text that an anchored pattern of ASCII characters matches.
 *
 * @param pattern  with characters, classes, groups, alternatives and quantifiers, as the patterns of ids have
 * @returns Infinity for an unbounded pattern, and for one that this function does not read
 */
export function maxPatternLength(pattern: string): number {
  const isRead = /^\^.*\$$/.test(pattern) && !/\[\^|\\|(?<!\[)\.(?!\])|[^ -~]/.test(pattern);
  return isRead ? readAlternatives(pattern.slice(1, -1), 0).length : Number.POSITIVE_INFINITY;
}

interface Part {
  readonly length: number;
  /** The position after the part. */
  readonly end: number;
}

function readAlternatives(pattern: string, start: number): Part {
  let [longest, length, at] = [0, 0, start];
  while (at < pattern.length && pattern[at] !== ')') {
    if (pattern[at] === '|') {
      [longest, length, at] = [Math.max(longest, length), 0, at + 1];
      continue;
    }
    const atom = readAtom(pattern, at);
    const quantifier = readQuantifier(pattern, atom.end);
    length += atom.length * quantifier.length;
    at = quantifier.end;
  }
  return { length: Math.max(longest, length), end: at };
}

function readAtom(pattern: string, at: number): Part {
  if (pattern[at] === '[') return { length: 1, end: pattern.indexOf(']', at) + 1 };
  if (pattern[at] !== '(') return { length: 1, end: at + 1 };
  const group = readAlternatives(pattern, pattern.startsWith('(?:', at) ? at + 3 : at + 1);
  return { length: group.length, end: group.end + 1 };
}

function readQuantifier(pattern: string, at: number): Part {
  if (pattern[at] === '?') return { length: 1, end: at + 1 };
  if (pattern[at] === '*' || pattern[at] === '+') return { length: Number.POSITIVE_INFINITY, end: at + 1 };
  const [text, from, most] = /^\{(\d+)(?:,(\d*))?\}/.exec(pattern.slice(at)) ?? [];
  if (text === undefined) return { length: 1, end: at };
  const length = most === '' ? Number.POSITIVE_INFINITY : Number(most ?? from);
  return { length, end: at + text.length };
}
