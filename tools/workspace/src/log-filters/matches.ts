import { EACH, type FilterPattern, type Operand, type Operator, type Selector } from './filter-pattern.ts';
import { matchesAroundStars } from '../patterns/wildcard.ts';

/**
 * Matches a line as a metric filter does. A comparison is false for a missing field, a list or an object.
 *
 * @param line  parsed JSON
 */
export function matches(pattern: FilterPattern, line: unknown): boolean {
  switch (pattern.kind) {
    case 'and':
      return pattern.terms.every((term) => matches(term, line));
    case 'or':
      return pattern.terms.some((term) => matches(term, line));
    case 'not-exists':
      return selected(line, pattern.selector).length === 0;
    case 'is':
      return selected(line, pattern.selector).some((value) => value === pattern.value);
    case 'comparison':
      return selected(line, pattern.selector).some((value) =>
        compares(value, pattern.operator, pattern.operand),
      );
  }
}

/** @returns the values at a selector: several with a star, none for a missing field */
export function selected(line: unknown, selector: Selector): unknown[] {
  return selector.reduce<unknown[]>(
    (values, step) => values.flatMap((value) => stepped(value, step)),
    [line],
  );
}

function stepped(value: unknown, step: Selector[number]): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  if (step === EACH) return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<string | number, unknown>)[step]] : [];
}

function compares(value: unknown, operator: Operator, operand: Operand): boolean {
  if (operand.kind === 'number') return typeof value === 'number' && ordered(value, operator, operand.value);
  if (typeof value !== 'string') return false;
  const equal =
    operand.kind === 'regex'
      ? operand.value.test(value)
      : matchesAroundStars(operand.value.split('*'), value);
  return operator === '=' ? equal : !equal;
}

function ordered(left: number, operator: Operator, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
  }
}
