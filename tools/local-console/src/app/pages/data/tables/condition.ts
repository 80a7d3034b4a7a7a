import { parsePath } from './attribute-path.ts';
import { type AttributeValue, isNumber } from './attribute-value.ts';
import type { Placeholders } from './placeholders.ts';

/** What a value in a form is. */
export type ValueType = 'S' | 'N' | 'BOOL';

export type Operator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'between'
  | 'begins_with'
  | 'contains'
  | 'not_contains'
  | 'in'
  | 'exists'
  | 'not_exists';

/** A row of the form. */
export interface Condition {
  readonly attribute: string;
  readonly operator: Operator;
  readonly type: ValueType;
  /** The values of `in` are separated by commas. */
  readonly value: string;
  /** The upper bound of `between`. */
  readonly upper: string;
}

/** Operators of a sort key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html */
export const keyOperators = [
  '=',
  '<',
  '<=',
  '>',
  '>=',
  'between',
  'begins_with',
] as const satisfies readonly Operator[];

/** Operators of a filter, with the words of the form. */
export const operatorLabels: Readonly<Record<Operator, string>> = {
  '=': '=',
  '<>': '≠',
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  between: 'between',
  begins_with: 'begins with',
  contains: 'contains',
  not_contains: 'does not contain',
  in: 'is one of',
  exists: 'exists',
  not_exists: 'does not exist',
};

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
const MAX_IN_VALUES = 100;

/** Whether a row is complete enough to be part of the request. */
export const isFilled = ({ attribute, operator, value }: Condition): boolean =>
  attribute.trim() !== '' && (needsNoValue(operator) || value !== '');

export const needsNoValue = (operator: Operator): boolean =>
  operator === 'exists' || operator === 'not_exists';

/**
 * Writes conditions that all must hold as an expression.
 *
 * @returns undefined without conditions
 * @throws Error that says which value is wrong
 */
export function toExpression(
  conditions: readonly Condition[],
  placeholders: Placeholders,
): string | undefined {
  const parts = conditions.map((condition) => toPart(condition, placeholders));
  return parts.length === 0 ? undefined : parts.join(' AND ');
}

function toPart({ attribute, operator, type, value, upper }: Condition, placeholders: Placeholders): string {
  const name = placeholders.name(parsePath(attribute));
  const put = (text: string) => placeholders.value(toValue(text, type, attribute));
  switch (operator) {
    case 'between':
      return `${name} BETWEEN ${put(value)} AND ${put(upper)}`;
    case 'in':
      return `${name} IN (${splitValues(value, attribute).map(put).join(', ')})`;
    case 'begins_with':
      return `begins_with(${name}, ${placeholders.value({ S: value })})`;
    case 'contains':
      return `contains(${name}, ${put(value)})`;
    case 'not_contains':
      return `NOT contains(${name}, ${put(value)})`;
    case 'exists':
      return `attribute_exists(${name})`;
    case 'not_exists':
      return `attribute_not_exists(${name})`;
    default:
      return `${name} ${operator} ${put(value)}`;
  }
}

function splitValues(text: string, attribute: string): string[] {
  const values = text.split(',').map((each) => each.trim());
  if (values.length > MAX_IN_VALUES)
    throw new Error(`${attribute} is compared with more than ${MAX_IN_VALUES} values. Enter fewer.`);
  return values;
}

/** Converts the text of a form field. @throws Error for a text that is no value of the type */
export function toValue(text: string, type: ValueType, attribute: string): AttributeValue {
  if (type === 'S') return { S: text };
  if (type === 'N') {
    if (!isNumber(text.trim())) throw new Error(`The value of ${attribute} must be a number.`);
    return { N: text.trim() };
  }
  if (text !== 'true' && text !== 'false')
    throw new Error(`The value of ${attribute} must be true or false.`);
  return { BOOL: text === 'true' };
}
