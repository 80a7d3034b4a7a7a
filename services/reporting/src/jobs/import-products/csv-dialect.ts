import { lineBreakAt } from './line-breaks.ts';

const QUOTE = 0x22;
// In the order of preference if a header has as many of two.
const SEPARATORS = [',', ';', '\t'].map((character) => character.charCodeAt(0));
// What Excel writes before the header, and reads: `sep=;`
const HINT = /^sep=([,;\t])$/i;

export interface CsvDialect {
  readonly separator: number;
  /** The length of a first line that only names the separator. */
  readonly hintBytes: number;
}

/**
 * Detects the separator of a file: the one that occurs most often in its first line, outside of quotes.
 *
 * @param isLast  whether `bytes` are the whole file
 * @returns undefined if the end of the first line is not in the bytes
 */
export function detectDialect(bytes: Buffer, isLast: boolean): CsvDialect | undefined {
  const line = firstLine(bytes, isLast);
  if (line === undefined) return undefined;
  const hint = HINT.exec(bytes.toString('latin1', line.start, line.end))?.[1];
  if (hint !== undefined) return { separator: hint.charCodeAt(0), hintBytes: line.next };
  const counts = countSeparators(bytes.subarray(line.start, line.end));
  const separator = SEPARATORS.toSorted((one, other) => counts.get(other)! - counts.get(one)!)[0]!;
  return { separator, hintBytes: 0 };
}

/** The first line that is not blank; a quoted line break does not end it. */
function firstLine(bytes: Buffer, isLast: boolean) {
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const lineBreak = lineBreakAt(bytes, at, isLast);
    if (lineBreak === undefined) return undefined;
    if (lineBreak > 0 && !isQuoted) {
      const isBlank = bytes.toString('latin1', start, at).trim() === '';
      if (!isBlank) return { start, end: at, next: at + lineBreak };
      start = at + lineBreak;
    }
    if (lineBreak === 2) at++;
    if (bytes[at] === QUOTE) isQuoted = !isQuoted;
  }
  return isLast ? { start, end: bytes.length, next: bytes.length } : undefined;
}

function countSeparators(line: Buffer): ReadonlyMap<number, number> {
  const counts = new Map(SEPARATORS.map((separator) => [separator, 0]));
  let isQuoted = false;
  for (const byte of line) {
    if (byte === QUOTE) isQuoted = !isQuoted;
    else if (!isQuoted && counts.has(byte)) counts.set(byte, counts.get(byte)! + 1);
  }
  return counts;
}
