import { isObject } from '../../../contract/json/json.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { resolvePath, requirePath } from './payload-template.ts';
import type { StateData } from './payload-template.ts';

/** Evaluates a choice rule. Only `IsPresent` accepts a missing variable. */
export function matchesRule(rule: JsonObject, data: StateData): boolean {
  if (Array.isArray(rule['And']))
    return rule['And'].every((part) => isObject(part) && matchesRule(part, data));
  if (Array.isArray(rule['Or'])) return rule['Or'].some((part) => isObject(part) && matchesRule(part, data));
  if (isObject(rule['Not'])) return !matchesRule(rule['Not'], data);

  const variable = String(rule['Variable']);
  const [operator, operand] = getComparison(rule);
  if (operator === 'IsPresent') return (resolvePath(variable, data) !== undefined) === operand;
  const value = requirePath(variable, 'Variable', data);
  const hasType = typeChecks[operator];
  if (hasType !== undefined) return hasType(value) === operand;
  if (operator === 'StringMatches') return typeof value === 'string' && matches(value, String(operand));
  const [, type = '', comparison = '', byPath] = COMPARISON.exec(operator) ?? [];
  return compare(type, comparison, value, byPath ? requirePath(String(operand), operator, data) : operand);
}

const COMPARISON =
  /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?$/;

/** @returns the comparison operator of a rule and its operand; an empty operator when there is none */
export const getComparison = (rule: JsonObject): [operator: string, operand: Json] =>
  Object.entries(rule).find(([name]) => isComparison(name)) ?? ['', null];

/** Whether the name is a comparison operator of the Amazon States Language. */
export const isComparison = (name: string): boolean =>
  name === 'IsPresent' || name === 'StringMatches' || name in typeChecks || COMPARISON.test(name);

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const isTimestamp = (value: Json): value is string =>
  typeof value === 'string' && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value));

const typeChecks: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: isTimestamp,
};

/** A value whose type differs from that of the comparison is unequal and unordered, not an error. */
function compare(type: string, comparison: string, value: Json, operand: Json): boolean {
  if (type === 'Timestamp') {
    if (!isTimestamp(value) || !isTimestamp(operand)) return false;
    return ordered(comparison, Date.parse(value), Date.parse(operand));
  }
  const expectedType = type === 'Numeric' ? 'number' : type.toLowerCase();
  if (typeof value !== expectedType || typeof operand !== expectedType) return false;
  return ordered(comparison, value as string, operand as string);
}

function ordered<T extends string | number>(comparison: string, a: T, b: T): boolean {
  switch (comparison) {
    case 'Equals':
      return a === b;
    case 'LessThan':
      return a < b;
    case 'LessThanEquals':
      return a <= b;
    case 'GreaterThan':
      return a > b;
    default:
      return a >= b;
  }
}

/** `*` matches any characters; `\*` is an asterisk and `\\` a backslash. */
function matches(value: string, pattern: string): boolean {
  const source = (pattern.match(/\\.|[\s\S]/g) ?? []).map((token) =>
    token === '*' ? '[\\s\\S]*' : escapeRegExp(token.length === 2 ? token.slice(1) : token),
  );
  return new RegExp(`^${source.join('')}$`).test(value);
}

const escapeRegExp = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
