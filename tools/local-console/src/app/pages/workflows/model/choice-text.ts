import type { ChoiceRule } from './definition.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  Equals: '=',
  LessThan: '<',
  GreaterThan: '>',
  LessThanEquals: '≤',
  GreaterThanEquals: '≥',
  Matches: 'matches',
};
const OPERATOR =
  /^(?:String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals|Matches)(?:Path)?$/;

/** Writes the condition of a choice rule: `$.outcome = done and $.code is present`. */
export function choiceText(rule: ChoiceRule): string {
  if (rule.And) return rule.And.map(choiceText).join(' and ');
  if (rule.Or) return rule.Or.map(choiceText).join(' or ');
  if (rule.Not) return `not (${choiceText(rule.Not)})`;
  const { Variable = '', Next: _next, Comment: _comment, ...comparison } = rule;
  const [name = '', value] = Object.entries(comparison)[0] ?? [];
  if (name.startsWith('Is')) {
    const what = name.slice(2).toLowerCase();
    return `${Variable} ${value === true ? 'is' : 'is not'} ${what}`;
  }
  const operator = OPERATOR.exec(name)?.[1];
  return `${Variable} ${operator === undefined ? name : OPERATORS[operator]} ${String(value)}`;
}
