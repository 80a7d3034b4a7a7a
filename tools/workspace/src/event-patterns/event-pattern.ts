/** A pattern as EventBridge, Lambda's filters and SNS's filter policies share it. */
export interface EventPattern {
  readonly [field: string]: unknown;
}

type Condition = Readonly<Record<string, unknown>>;
type Test = (value: unknown, operand: unknown) => boolean;

/**
 * Whether an event fits a pattern: all of its fields must, each by any of its alternatives.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-content-based-filtering.html
 *
 * @throws Error naming an operator that no pattern has.
 */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or')
      return (wanted as EventPattern[]).some((alternative) => matchesPattern(alternative, event));
    return matchesField(wanted, isRecord(event) ? event[field] : undefined);
  });
}

function matchesField(wanted: unknown, value: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.some((alternative) => matchesAlternative(alternative, value));
  if (!isRecord(wanted))
    throw new Error(`A pattern's field holds a list of alternatives, not ${JSON.stringify(wanted)}`);
  // A list of objects fits when one of them does.
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
    if (test === undefined) throw new Error(`Event patterns have no operator "${operator}"`);
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

const OPERATORS: Readonly<Record<string, Test>> = {
  prefix: onText((text, start) => text.startsWith(start)),
  suffix: onText((text, end) => text.endsWith(end)),
  'equals-ignore-case': onText((text, other) => text.toLowerCase() === other.toLowerCase()),
  wildcard: onText(fitsWildcard),
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
    if (compare === undefined)
      throw new Error(`Event patterns have no comparison "${String(comparisons[index])}"`);
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

/** A `*` stands for any text, `\*` for itself; matched without backtracking, as a pattern comes from outside. */
function fitsWildcard(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split(/(?<!\\)\*/).map((part) => part.replaceAll('\\*', '*'));
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
