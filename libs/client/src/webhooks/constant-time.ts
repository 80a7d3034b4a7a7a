/** Compares two texts in a time that depends on their lengths only, so that a forger cannot guess one character at a time. */
export function isEqualInConstantTime(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index++)
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index % Math.max(right.length, 1));
  return difference === 0;
}
