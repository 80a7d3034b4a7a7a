import type { Definition } from '../language/definition.ts';
import type { Integrations, Pattern } from './integration.ts';

/** What a task's `Resource` stands for. */
export type TaskResource =
  | { readonly kind: 'function'; readonly functionArn: string }
  | { readonly kind: 'integration'; readonly name: string; readonly pattern: Pattern };

const INTEGRATION = /^arn:aws:states:::(.+?)(?:\.(sync|sync:2|waitForTaskToken))?$/;

export function parseResource(resource: string): TaskResource | undefined {
  if (resource.startsWith('arn:aws:lambda:')) return { kind: 'function', functionArn: resource };
  const [, name, pattern = 'request'] = INTEGRATION.exec(resource) ?? [];
  return name === undefined ? undefined : { kind: 'integration', name, pattern: pattern as Pattern };
}

/** Tasks of a definition that nothing local can run: a fault each, with what there is. */
export function resourceFaults(definition: Definition, integrations: Integrations): string[] {
  return Object.entries(definition.States).flatMap(([name, state]) => {
    const nested = [...(state.Branches ?? []), state.ItemProcessor ?? state.Iterator].filter(
      (part) => part !== undefined,
    );
    const faults = nested.flatMap((part) => resourceFaults(part, integrations));
    if (state.Type !== 'Task' || state.Resource === undefined) return faults;
    const fault = resourceFault(state.Resource, integrations);
    return fault === undefined ? faults : [...faults, `${name}: ${fault}`];
  });
}

function resourceFault(text: string, integrations: Integrations): string | undefined {
  const resource = parseResource(text);
  if (resource?.kind === 'function') return undefined;
  const known =
    resource && Object.hasOwn(integrations, resource.name) ? integrations[resource.name] : undefined;
  if (resource === undefined || known === undefined) {
    return `the local cloud does not run ${text}: it runs functions and ${Object.keys(integrations).join(', ')}`;
  }
  if (known.patterns.includes(resource.pattern)) return undefined;
  return `${resource.name} runs locally as ${known.patterns.join(', ')}, not as ${resource.pattern}`;
}
