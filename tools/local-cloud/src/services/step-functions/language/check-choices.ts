import { comparisonOf } from './choice-rules.ts';
import type { State } from './definition.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';

/** Faults in the rules of a Choice state. */
export function choiceFaults({ Choices }: State, at: string): string[] {
  if (!Array.isArray(Choices) || Choices.length === 0) return [`${at}/Choices: has to hold rules`];
  return Choices.flatMap((rule: Json, index) => {
    const place = `${at}/Choices/${index}`;
    if (!isObject(rule)) return [`${place}: is not a rule`];
    return [
      ...(typeof rule['Next'] === 'string' ? [] : [`${place}/Next: has to name a state`]),
      ...ruleFaults(rule, place),
    ];
  });
}

function ruleFaults(rule: Json | undefined, at: string): string[] {
  if (!isObject(rule)) return [`${at}: is not a rule`];
  for (const combination of ['And', 'Or']) {
    const parts = rule[combination];
    if (parts === undefined) continue;
    if (!Array.isArray(parts) || parts.length === 0) return [`${at}/${combination}: has to hold rules`];
    return parts.flatMap((part, index) => ruleFaults(part, `${at}/${combination}/${index}`));
  }
  if (rule['Not'] !== undefined) return ruleFaults(rule['Not'], `${at}/Not`);
  const faults: string[] = [];
  if (typeof rule['Variable'] !== 'string') faults.push(`${at}/Variable: has to be a path`);
  const [operator] = comparisonOf(rule);
  if (operator === '') faults.push(`${at}: has no comparison that the language knows`);
  return faults;
}
