/**
 * A filter pattern of CloudWatch Logs for lines of JSON, as metric filters use it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html
 */
export type FilterPattern =
  { readonly kind: 'and' | 'or'; readonly terms: readonly FilterPattern[] } | Condition;

/** A condition on one field. */
export type Condition =
  | {
      readonly kind: 'comparison';
      readonly selector: Selector;
      readonly operator: Operator;
      readonly operand: Operand;
    }
  | { readonly kind: 'is'; readonly selector: Selector; readonly value: null | boolean }
  | { readonly kind: 'not-exists'; readonly selector: Selector };

export type Operator = '=' | '!=' | '<' | '>' | '<=' | '>=';

export type Operand =
  | { readonly kind: 'number'; readonly value: number }
  /** `*` matches any characters. */
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'regex'; readonly value: RegExp };

/** The path from the root of a line to a value: field names, list indexes, or `*` for all of them. */
export type Selector = readonly (string | number | typeof EACH)[];

export const EACH = Symbol('*');
