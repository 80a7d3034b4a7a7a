import { resolveValue } from '../../../../workspace/src/templates/intrinsics.ts';
import { staticText } from '../../../../workspace/src/templates/references.ts';
import type { Scope } from '../../../../workspace/src/templates/scope.ts';
import { stackScope } from '../../../../workspace/src/templates/stack-scope.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';
import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';

/** A resource whose properties are resolved: each reference to a resource, direct or by parameter, is a marker. */
export interface MarkedResource {
  /** `orders/OrdersTable` */
  readonly key: string;
  readonly service: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

// Characters that no name, ARN or expression of a template contains.
const OPEN = '⟦';
const CLOSE = '⟧';
const marker = new RegExp(`${OPEN}([^${CLOSE}]+)${CLOSE}`, 'g');

/**
 * Resolves the templates without deploying them. References across stacks (`{{resolve:ssm:…}}`, exports) lead to the
 * resource that the owner publishes.
 *
 * @throws TemplateError for a function of CloudFormation that the workspace does not support
 */
export function markTemplates(stacks: readonly Stack[]): readonly MarkedResource[] {
  const parameters = new Map<string, { stack: Stack; value: unknown }>();
  const exports = new Map<string, { stack: Stack; value: unknown }>();
  for (const stack of stacks) {
    for (const [, { Properties: properties }] of resourcesOfType(stack.template, 'AWS::SSM::Parameter')) {
      const name = staticText(stack, properties?.['Name']);
      if (name !== undefined) parameters.set(name, { stack, value: properties?.['Value'] });
    }
    for (const { Export, Value } of Object.values(stack.template.Outputs ?? {})) {
      const name = Export === undefined ? undefined : staticText(stack, Export.Name);
      if (name !== undefined) exports.set(name, { stack, value: Value });
    }
  }

  const follow = (published: { stack: Stack; value: unknown } | undefined, name: string): string =>
    published === undefined ? name : String(resolveValue(published.value, scopeOf(published.stack)));
  const scopeOf = (stack: Stack): Scope =>
    stackScope(stack, {
      isTracing: true,
      resource: (logicalId) => mark(stack, logicalId),
      getAtt: (logicalId) => mark(stack, logicalId),
      parameter: (name) => follow(parameters.get(name), name),
      importValue: (name) => follow(exports.get(name), name),
    });

  return stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || scopeOf(stack).condition(Condition))
      .map(([logicalId, { Type, Properties }]) => ({
        key: `${stack.service}/${logicalId}`,
        service: stack.service,
        stackName: stack.stackName,
        logicalId,
        type: Type,
        properties: resolveValue(Properties ?? {}, scopeOf(stack)) as MarkedResource['properties'],
      })),
  );
}

const mark = ({ service }: Stack, logicalId: string): string => `${OPEN}${service}/${logicalId}${CLOSE}`;

/** @returns the keys of the resources that any part of a marked resource refers to, each once */
export function keysIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...new Set([...value.matchAll(marker)].map(([, key]) => key ?? ''))];
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(keysIn))];
}
