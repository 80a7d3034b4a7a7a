import { matchesArn, matchesWildcard } from '../patterns/wildcard.ts';

type Values = string | boolean | number | readonly (string | boolean | number)[];

/** The condition keys of a call and their values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** `{ StringEquals: { 'aws:SourceAccount': '000000000000' } }` */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, Values>>>>;

export interface UnmetCondition {
  readonly reason: string;
  /** The operator is not supported, so the result on AWS is unknown. */
  readonly isUnknown: boolean;
}

type Comparison = (expected: string, actual: string) => boolean;

const isEqual: Comparison = (expected, actual) => expected === actual;
const isEqualIgnoringCase: Comparison = (expected, actual) => expected.toLowerCase() === actual.toLowerCase();

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: isEqual,
  StringEqualsIgnoreCase: isEqualIgnoringCase,
  StringLike: matchesWildcard,
  // Both accept wildcards.
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: isEqualIgnoringCase,
};

const negated: Readonly<Record<string, Comparison>> = {
  StringNotEquals: isEqual,
  StringNotEqualsIgnoreCase: isEqualIgnoringCase,
  StringNotLike: matchesWildcard,
  ArnNotEquals: matchesArn,
  ArnNotLike: matchesArn,
};

/** @returns the first condition that the call does not meet; undefined when it meets all */
export function unmetCondition(
  block: ConditionBlock | undefined,
  context: Context,
): UnmetCondition | undefined {
  for (const [operator, keys] of Object.entries(block ?? {})) {
    for (const [key, expected] of Object.entries(keys)) {
      const isMet = judge(operator, toStrings(expected), actualValues(context, key));
      if (isMet === undefined)
        return { isUnknown: true, reason: `the condition operator ${operator} is not supported` };
      if (!isMet) return { isUnknown: false, reason: `${operator} on ${key} is not met` };
    }
  }
  return undefined;
}

function judge(
  operator: string,
  expected: readonly string[],
  actual: readonly string[] | undefined,
): boolean | undefined {
  const { name, set, ifExists } = parseOperator(operator);
  const compare = comparisons[name] ?? negated[name];
  if (compare === undefined) return undefined;
  const isNegated = name in negated;
  // A missing key meets …IfExists, ForAllValues and the negated operators.
  if (actual === undefined) return ifExists || set === 'ForAllValues' || isNegated;
  const matches = (value: string) => expected.some((candidate) => compare(candidate, value)) !== isNegated;
  return set === 'ForAllValues' || (isNegated && set === undefined)
    ? actual.every(matches)
    : actual.some(matches);
}

function parseOperator(operator: string) {
  const [first, second] = operator.split(':');
  const bare = second ?? first ?? '';
  return {
    set: second === undefined ? undefined : first,
    ifExists: bare.endsWith('IfExists'),
    name: bare.replace(/IfExists$/, ''),
  };
}

/** Condition keys are case-insensitive. */
function actualValues(context: Context, key: string): readonly string[] | undefined {
  const name = Object.keys(context).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
  const value = name === undefined ? undefined : context[name];
  return value === undefined || typeof value !== 'string' ? value : [value];
}

const toStrings = (values: Values): readonly string[] =>
  Array.isArray(values) ? values.map(String) : [String(values)];
