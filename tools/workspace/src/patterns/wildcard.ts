/**
 * Matches an IAM pattern: `*` matches any text, including none, and `?` matches one character. Takes at most
 * pattern × value steps; a regular expression with many stars could take exponentially many.
 */
export function matchesWildcard(pattern: string, value: string): boolean {
  let p = 0;
  let v = 0;
  let lastStar = -1;
  let valueAtStar = 0;
  while (v < value.length) {
    if (pattern[p] === '*') {
      lastStar = p++;
      valueAtStar = v;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === value[v])) {
      p++;
      v++;
    } else if (lastStar >= 0) {
      p = lastStar + 1;
      v = ++valueAtStar;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/**
 * Matches text between stars, where the `*` is the only special character. Takes linear time.
 *
 * @param parts  the pattern, split at its stars: `['a', 'b']` for `a*b`
 */
export function matchesAroundStars(parts: readonly string[], value: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return value.length - last.length >= position && value.endsWith(last);
}

// arn:partition:service:region:account:resource, where only the resource may contain colons.
const ARN_PARTS = 6;

/**
 * Matches an ARN pattern of an IAM policy. Each of the six parts is matched separately, and omitted parts match anything:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const patternParts = arnParts(pattern);
  return arnParts(arn).every((part, index) => matchesWildcard(patternParts[index] ?? '*', part));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [
    ...parts.slice(0, ARN_PARTS - 1),
    ...(parts.length >= ARN_PARTS ? [parts.slice(ARN_PARTS - 1).join(':')] : []),
  ];
}
