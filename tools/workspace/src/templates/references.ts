import { resolveValue } from './intrinsics.ts';
import type { Scope } from './scope.ts';
import { stackScope } from './stack-scope.ts';
import type { Stack } from './stack.ts';
import type { Resource } from './template.ts';

/** What must exist before a value of a template can be resolved. */
export interface References {
  /** Logical ids in the same template. */
  readonly resources: ReadonlySet<string>;
  readonly parameterNames: ReadonlySet<string>;
  readonly exportNames: ReadonlySet<string>;
}

/** Finds all references of a resource: resolves it with placeholders and records the look-ups. */
export function referencesOf(stack: Stack, resource: Resource): References {
  const references = traceValue(stack, resource.Properties ?? {});
  for (const logicalId of [resource.DependsOn ?? []].flat()) references.resources.add(logicalId);
  return references;
}

/** Finds all references of any value of a template, such as an output. */
export function traceValue(stack: Stack, value: unknown): NotedReferences {
  const references = noReferences();
  resolveValue(value, tracingScope(stack, references));
  return references;
}

/** @returns a text that depends only on the template, such as a parameter name; otherwise undefined */
export function staticText(stack: Stack, value: unknown): string | undefined {
  const references = noReferences();
  const resolved = resolveValue(value, tracingScope(stack, references));
  const isStatic = Object.values(references).every((found) => found.size === 0);
  return isStatic && typeof resolved === 'string' ? resolved : undefined;
}

type NotedReferences = { readonly [Kind in keyof References]: Set<string> };

const noReferences = (): NotedReferences => ({
  resources: new Set(),
  parameterNames: new Set(),
  exportNames: new Set(),
});

function tracingScope(stack: Stack, references: NotedReferences): Scope {
  return stackScope(stack, {
    isTracing: true,
    resource: (logicalId) => note(references.resources, logicalId),
    getAtt: (logicalId) => note(references.resources, logicalId),
    parameter: (name) => note(references.parameterNames, name),
    importValue: (name) => note(references.exportNames, name),
  });
}

function note(found: Set<string>, name: string): string {
  found.add(name);
  return name;
}
