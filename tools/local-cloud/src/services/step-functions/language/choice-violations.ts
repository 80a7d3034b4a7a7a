import { getComparison } from './choice-rules.ts';
import type { State } from './definition.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';

/** @returns the violations in the rules of a Choice state */
export function choiceViolations({ Choices }: State, at: string): string[] {
  if (!Array.isArray(Choices) || Choices.length === 0) return [`${at}/Choices: must contain choice rules`];
  return Choices.flatMap((rule: Json, index) => {
    const location = `${at}/Choices/${index}`;
    if (!isObject(rule)) return [`${location}: is not a choice rule`];
    return [
      ...(typeof rule['Next'] === 'string' ? [] : [`${location}/Next: must name a state`]),
      ...ruleViolations(rule, location),
    ];
  });
}

function ruleViolations(rule: Json | undefined, at: string): string[] {
  if (!isObject(rule)) return [`${at}: is not a choice rule`];
  for (const combination of ['And', 'Or']) {
    const parts = rule[combination];
    if (parts === undefined) continue;
    if (!Array.isArray(parts) || parts.length === 0)
      return [`${at}/${combination}: must contain choice rules`];
    return parts.flatMap((part, index) => ruleViolations(part, `${at}/${combination}/${index}`));
  }
  if (rule['Not'] !== undefined) return ruleViolations(rule['Not'], `${at}/Not`);
  const violations: string[] = [];
  if (typeof rule['Variable'] !== 'string') violations.push(`${at}/Variable: must be a path`);
  const [operator] = getComparison(rule);
  if (operator === '') violations.push(`${at}: has no known comparison operator`);
  return violations;
}
