import { matchesAroundStars } from '../patterns/wildcard.ts';

/** The pattern language that EventBridge rules, Lambda event filters and SNS filter policies share. */
export interface EventPattern {
  readonly [field: string]: unknown;
}

type Condition = Readonly<Record<string, unknown>>;
type Test = (value: unknown, operand: unknown) => boolean;

/**
 * Matches an event against a pattern. Every field of the pattern must match, by any of its alternatives.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-content-based-filtering.html
 *
 * @throws Error for an unknown operator
 */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or')
      return (wanted as EventPattern[]).some((alternative) => matchesPattern(alternative, event));
    return matchesField(wanted, isRecord(event) ? event[field] : undefined);
  });
}

/**
 * Lists what is invalid in a pattern. An invalid pattern would match nothing, without an error.
 *
 * @returns one message per violation, with its path
 */
export function patternViolations(pattern: unknown, at = ''): string[] {
  if (!isRecord(pattern)) return [`${at || '/'}: is not an object`];
  return Object.entries(pattern).flatMap(([field, expected]) => {
    const path = `${at}/${field}`;
    if (!Array.isArray(expected)) return patternViolations(expected, path);
    if (field === '$or')
      return expected.flatMap((part, index) => patternViolations(part, `${path}/${index}`));
    return expected.flatMap((condition) => {
      if (!isRecord(condition)) return [];
      const [operator = ''] = Object.keys(condition);
      const isKnown = operator === 'exists' || operator in OPERATORS;
      return isKnown ? [] : [`${path}: the local cloud does not support the operator ${operator}`];
    });
  });
}

function matchesField(wanted: unknown, value: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.some((alternative) => matchesAlternative(alternative, value));
  if (!isRecord(wanted))
    throw new Error(
      `A field of an event pattern must be a list of alternatives, not ${JSON.stringify(wanted)}`,
    );
  // A list of objects matches when one of them does.
  const candidates: readonly unknown[] = Array.isArray(value) ? value : [value];
  return candidates.some((candidate) => matchesPattern(wanted, candidate));
}

function matchesAlternative(alternative: unknown, value: unknown): boolean {
  if (isRecord(alternative) && 'exists' in alternative)
    return (value !== undefined) === alternative['exists'];
  if (value === undefined) return false;
  const candidates: readonly unknown[] = Array.isArray(value) ? value : [value];
  return candidates.some((candidate) =>
    isRecord(alternative) ? meetsCondition(alternative, candidate) : candidate === alternative,
  );
}

function meetsCondition(condition: Condition, value: unknown): boolean {
  return Object.entries(condition).every(([operator, operand]) => {
    const test = OPERATORS[operator];
    if (test === undefined) throw new Error(`Unknown operator "${operator}" in an event pattern`);
    return test(value, operand);
  });
}

const onText =
  (test: (text: string, operand: string) => boolean): Test =>
  (value, operand) => {
    if (typeof value !== 'string') return false;
    if (isRecord(operand))
      return test(value.toLowerCase(), String(operand['equals-ignore-case']).toLowerCase());
    return test(value, String(operand));
  };

/** `\*` in a pattern matches a literal star. */
const matchesEscapedWildcard = (text: string, pattern: string): boolean =>
  matchesAroundStars(
    pattern.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*')),
    text,
  );

const OPERATORS: Readonly<Record<string, Test>> = {
  prefix: onText((text, start) => text.startsWith(start)),
  suffix: onText((text, end) => text.endsWith(end)),
  'equals-ignore-case': onText((text, other) => text.toLowerCase() === other.toLowerCase()),
  wildcard: onText(matchesEscapedWildcard),
  numeric: (value, comparisons) =>
    typeof value === 'number' && meetsAll(value, comparisons as readonly unknown[]),
  'anything-but': (value, excluded) => !isExcluded(value, excluded),
};

function isExcluded(value: unknown, excluded: unknown): boolean {
  if (Array.isArray(excluded)) return excluded.includes(value);
  if (!isRecord(excluded)) return value === excluded;
  return Object.entries(excluded).some(([operator, operands]) =>
    [operands].flat().some((operand) => meetsCondition({ [operator]: operand }, value)),
  );
}

/** `['>=', 1, '<', 10]` */
function meetsAll(value: number, comparisons: readonly unknown[]): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    const compare = COMPARISONS[String(comparisons[index])];
    if (compare === undefined) throw new Error(`Unknown comparison "${String(comparisons[index])}"`);
    if (!compare(value, Number(comparisons[index + 1]))) return false;
  }
  return true;
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
