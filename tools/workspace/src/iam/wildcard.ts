/**
 * Whether a policy's pattern covers a value: `*` stands for any text, also none, and `?` for one character.
 * Takes at most pattern × value steps, where a regular expression of many stars could take exponentially many.
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

// arn:partition:service:region:account:resource, where only the last may hold colons of its own.
const ARN_PARTS = 6;

/**
 * Whether a policy's ARN pattern covers an ARN. Each of the six parts is compared for itself, and parts that the
 * pattern leaves out count as `*`, as in https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html.
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
