import { isObject } from '../../contract/json/json.ts';
import type { Json, JsonObject } from '../../contract/json/json.ts';

/**
 * Whether an event matches: each field of the pattern lists what it may be.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: JsonObject, event: Json | undefined): boolean {
  const object = isObject(event) ? event : {};
  return Object.entries(pattern).every(([field, expected]) => {
    if (field === '$or' && Array.isArray(expected)) {
      return expected.some((part) => isObject(part) && matchesPattern(part, event));
    }
    const value = object[field];
    if (Array.isArray(expected)) return expected.some((condition) => fits(condition, value));
    return isObject(expected) && matchesPattern(expected, value);
  });
}

/** A list in the event fits when one of its items does. */
function fits(condition: Json, value: Json | undefined): boolean {
  if (isObject(condition) && 'exists' in condition) return (value !== undefined) === condition['exists'];
  if (Array.isArray(value)) return value.some((item) => fitsOne(condition, item));
  return value !== undefined && fitsOne(condition, value);
}

function fitsOne(condition: Json, value: Json): boolean {
  if (!isObject(condition)) return condition === value;
  const [[operator = '', operand = null] = []] = Object.entries(condition);
  return OPERATORS[operator]?.(value, operand) ?? false;
}

const OPERATORS: Readonly<Record<string, (value: Json, operand: Json) => boolean>> = {
  prefix: (value, operand) => typeof value === 'string' && value.startsWith(String(operand)),
  suffix: (value, operand) => typeof value === 'string' && value.endsWith(String(operand)),
  'equals-ignore-case': (value, operand) => String(value).toLowerCase() === String(operand).toLowerCase(),
  'anything-but': (value, operand) =>
    isObject(operand) ? !fitsOne(operand, value) : ![operand].flat().includes(value as never),
  numeric: (value, operand) => typeof value === 'number' && Array.isArray(operand) && inRange(value, operand),
};

/** Faults would match nothing, silently: they are named when the rule is deployed. */
export function patternFaults(pattern: Json, at = ''): string[] {
  if (!isObject(pattern)) return [`${at || '/'}: is not an object`];
  return Object.entries(pattern).flatMap(([field, expected]) => {
    const place = `${at}/${field}`;
    if (!Array.isArray(expected)) return patternFaults(expected, place);
    if (field === '$or') return expected.flatMap((part, index) => patternFaults(part, `${place}/${index}`));
    return expected.flatMap((condition) => {
      if (!isObject(condition)) return [];
      const [operator = ''] = Object.keys(condition);
      const isKnown = operator === 'exists' || operator in OPERATORS;
      return isKnown ? [] : [`${place}: the local cloud has no operator ${operator}`];
    });
  });
}

/** `[">", 0, "<=", 5]` */
function inRange(value: number, bounds: readonly Json[]): boolean {
  const checks: Record<string, (bound: number) => boolean> = {
    '=': (bound) => value === bound,
    '>': (bound) => value > bound,
    '>=': (bound) => value >= bound,
    '<': (bound) => value < bound,
    '<=': (bound) => value <= bound,
  };
  return bounds.every(
    (operator, index) => index % 2 === 1 || checks[String(operator)]?.(Number(bounds[index + 1])) === true,
  );
}
