import type { Definition } from '../language/definition.ts';
import type { Integrations, IntegrationPattern } from './integration.ts';

/** The parsed `Resource` of a task. */
export type TaskResource =
  | { readonly kind: 'function'; readonly functionArn: string }
  | { readonly kind: 'integration'; readonly name: string; readonly pattern: IntegrationPattern };

const INTEGRATION = /^arn:aws:states:::(.+?)(?:\.(sync|sync:2|waitForTaskToken))?$/;

export function parseResource(resource: string): TaskResource | undefined {
  if (resource.startsWith('arn:aws:lambda:')) return { kind: 'function', functionArn: resource };
  const [, name, pattern = 'request'] = INTEGRATION.exec(resource) ?? [];
  return name === undefined
    ? undefined
    : { kind: 'integration', name, pattern: pattern as IntegrationPattern };
}

/** @returns a violation for each task whose resource cannot run locally, with the supported resources */
export function resourceViolations(definition: Definition, integrations: Integrations): string[] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    const nested = [...(state.Branches ?? []), state.ItemProcessor ?? state.Iterator].filter(
      (part) => part !== undefined,
    );
    const violations = nested.flatMap((part) => resourceViolations(part, integrations));
    if (state.Type !== 'Task' || state.Resource === undefined) return violations;
    const violation = resourceViolation(state.Resource, integrations);
    return violation === undefined ? violations : [...violations, `${name}: ${violation}`];
  });
}

function resourceViolation(text: string, integrations: Integrations): string | undefined {
  const resource = parseResource(text);
  if (resource?.kind === 'function') return undefined;
  const known =
    resource && Object.hasOwn(integrations, resource.name) ? integrations[resource.name] : undefined;
  if (resource === undefined || known === undefined) {
    return `${text} is not supported locally; supported are functions and ${Object.keys(integrations).join(', ')}`;
  }
  if (known.patterns.includes(resource.pattern)) return undefined;
  return `${resource.name} does not support the pattern ${resource.pattern} locally; supported are ${known.patterns.join(', ')}`;
}
