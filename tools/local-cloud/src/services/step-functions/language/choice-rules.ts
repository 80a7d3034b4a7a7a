import { isObject } from '../../../contract/json/json.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { find, require } from './payload-template.ts';
import type { Data } from './payload-template.ts';

/** Whether one rule of a Choice state holds. `IsPresent` alone accepts a variable that is not there. */
export function ruleHolds(rule: JsonObject, data: Data): boolean {
  if (Array.isArray(rule['And'])) return rule['And'].every((part) => isObject(part) && ruleHolds(part, data));
  if (Array.isArray(rule['Or'])) return rule['Or'].some((part) => isObject(part) && ruleHolds(part, data));
  if (isObject(rule['Not'])) return !ruleHolds(rule['Not'], data);

  const variable = String(rule['Variable']);
  const [operator, operand] = comparisonOf(rule);
  if (operator === 'IsPresent') return (find(variable, data) !== undefined) === operand;
  const value = require(variable, 'Variable', data);
  const check = typeChecks[operator];
  if (check !== undefined) return check(value) === operand;
  if (operator === 'StringMatches') return typeof value === 'string' && matches(value, String(operand));
  const [, type = '', comparison = '', byPath] = COMPARISON.exec(operator) ?? [];
  return compare(type, comparison, value, byPath ? require(String(operand), operator, data) : operand);
}

const COMPARISON =
  /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?$/;

/** The comparison of a rule, with its operand. */
export const comparisonOf = (rule: JsonObject): [operator: string, operand: Json] =>
  Object.entries(rule).find(([name]) => isComparison(name)) ?? ['', null];

/** Whether the Amazon States Language knows a comparison of that name. */
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

/** Values of another type than the comparison's are unequal and unordered, never an error. */
function compare(type: string, comparison: string, value: Json, operand: Json): boolean {
  if (type === 'Timestamp') {
    if (!isTimestamp(value) || !isTimestamp(operand)) return false;
    return ordered(comparison, Date.parse(value), Date.parse(operand));
  }
  const wanted = type === 'Numeric' ? 'number' : type.toLowerCase();
  if (typeof value !== wanted || typeof operand !== wanted) return false;
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

/** `*` stands for any characters; `\*` for a star, `\\` for a backslash. */
function matches(value: string, pattern: string): boolean {
  const source = (pattern.match(/\\.|[\s\S]/g) ?? []).map((piece) =>
    piece === '*' ? '[\\s\\S]*' : literally(piece.length === 2 ? piece.slice(1) : piece),
  );
  return new RegExp(`^${source.join('')}$`).test(value);
}

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
