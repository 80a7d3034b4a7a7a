const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d] as const;

/**
 * Returns the length of the line break at a position: 1 for LF and CR, 2 for CRLF, 0 if there is none.
 *
 * @param isLast  whether `bytes` are the end of the file
 * @returns undefined if it is a CR at the end of the bytes, which an LF may follow
 */
export function lineBreakAt(bytes: Buffer, at: number, isLast: boolean): number | undefined {
  if (bytes[at] === LINE_FEED) return 1;
  if (bytes[at] !== CARRIAGE_RETURN) return 0;
  if (at + 1 >= bytes.length) return isLast ? 1 : undefined;
  return bytes[at + 1] === LINE_FEED ? 2 : 1;
}
