import {
  resourcesOfType,
  resourceNamedBy,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { changedProperties, compareType, same } from './by-logical-id.ts';

/** @returns the functions that come, go, run other code or run differently */
export function functionChanges(before: Template, after: Template): string[] {
  const { added, removed } = compareType(before, after, 'AWS::Lambda::Function');
  const old = new Map(resourcesOfType(before, 'AWS::Lambda::Function'));
  const [oldCode, newCode] = [codeOf(before), codeOf(after)];
  const changed = resourcesOfType(after, 'AWS::Lambda::Function').flatMap(([id, resource]) => {
    const previous = old.get(id);
    if (!previous) return [];
    const what = [
      ...(oldCode.get(id) === newCode.get(id) ? [] : ['code']),
      ...changedProperties(previous, resource)
        .filter((property) => property !== 'Code')
        .map((property) => inWords(property, previous, resource)),
    ];
    return what.length > 0 ? [`function changed: ${nameOf(id, resource)} (${what.join(', ')})`] : [];
  });
  return [
    ...added.map(([id, resource]) => `function added: ${nameOf(id, resource)}`),
    ...removed.map(([id, resource]) => `function removed: ${nameOf(id, resource)}`),
    ...changed,
  ];
}

/** The digest of each function's code, which osls writes into the function version. */
function codeOf(template: Template): Map<string, unknown> {
  const versions = resourcesOfType(template, 'AWS::Lambda::Version').map(
    ([, { Properties = {} }]) =>
      [resourceNamedBy(Properties['FunctionName']) ?? '', Properties['CodeSha256']] as const,
  );
  return new Map(versions);
}

function inWords(property: string, before: Resource, after: Resource): string {
  const [old, now] = [before.Properties?.[property], after.Properties?.[property]];
  if (property === 'Environment') return `environment ${changedNames(old, now).join(' ')}`;
  const isPlain = (value: unknown) => value === undefined || typeof value !== 'object';
  return isPlain(old) && isPlain(now) ? `${property} ${String(old)} → ${String(now)}` : property;
}

/** Names only, because values may be sensitive. */
function changedNames(before: unknown, after: unknown): string[] {
  const variables = (value: unknown) =>
    (value as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
  const [old, now] = [variables(before), variables(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((name) => !same(old[name], now[name]))
    .toSorted();
}

const nameOf = (id: string, { Properties }: Resource): string =>
  typeof Properties?.['FunctionName'] === 'string' ? Properties['FunctionName'] : id;
