import { didYouMean } from '../../../../workspace/src/names/nearest-name.ts';
import { resolveValue } from '../../../../workspace/src/templates/intrinsics.ts';
import { refuseCycles } from '../../../../workspace/src/templates/cycles.ts';
import {
  type References,
  referencesOf,
  staticText,
  traceValue,
} from '../../../../workspace/src/templates/references.ts';
import { stackScope } from '../../../../workspace/src/templates/stack-scope.ts';
import type { Stack } from '../../../../workspace/src/templates/stack.ts';
import type { Output, Resource } from '../../../../workspace/src/templates/template.ts';
import { TemplateError } from '../../../../workspace/src/templates/template-error.ts';

/** A resource of a stack and the keys of the resources it depends on. */
export interface PlannedResource {
  /** `catalog/ProductsTable` */
  readonly key: string;
  readonly stack: Stack;
  readonly logicalId: string;
  readonly declaration: Resource;
  readonly dependencies: ReadonlySet<string>;
}

export interface PlannedExport {
  readonly stack: Stack;
  readonly value: unknown;
}

export interface DeploymentPlan {
  readonly resources: ReadonlyMap<string, PlannedResource>;
  readonly exports: ReadonlyMap<string, PlannedExport>;
}

interface Dependencies {
  /** Whether a parameter that no template publishes exists, such as a secret. */
  holdsParameter(name: string): boolean;
}

/**
 * Finds the dependencies between resources, inside each stack and across stacks by parameter and by export.
 * @throws TemplateError naming both ends of an invalid reference, or all resources of a cycle
 */
export function planDeployment(stacks: readonly Stack[], { holdsParameter }: Dependencies): DeploymentPlan {
  const publishers = findPublishers(stacks);
  const exports = findExports(stacks);
  const resources = new Map<string, PlannedResource>();

  const dependenciesOf = (stack: Stack, user: string, references: References): Set<string> => {
    const local = [...references.resources].map((logicalId) => {
      if (isDeployed(stack, logicalId)) return keyOf(stack, logicalId);
      throw new TemplateError(
        `${user} refers to ${logicalId}, which the template of ${stack.service} does not declare.` +
          didYouMean(logicalId, Object.keys(stack.template.Resources)),
      );
    });
    const published = [...references.parameterNames].flatMap((name) => {
      const publisher = publishers.get(name);
      if (publisher !== undefined) return [publisher];
      if (holdsParameter(name)) return [];
      throw new TemplateError(
        `${user} refers to the parameter ${name}, which no template publishes and Parameter Store does not hold.` +
          didYouMean(name, publishers.keys()),
      );
    });
    const imported = [...references.exportNames].flatMap((name) => {
      const found = exports.get(name);
      if (found === undefined)
        throw new TemplateError(
          `${user} imports ${name}, which no template exports.${didYouMean(name, exports.keys())}`,
        );
      return [...dependenciesOf(found.stack, `the export ${name}`, traceValue(found.stack, found.value))];
    });
    return new Set([...local, ...published, ...imported]);
  };

  for (const { stack, logicalId, declaration } of declaredResources(stacks)) {
    const key = keyOf(stack, logicalId);
    const dependencies = dependenciesOf(
      stack,
      key,
      withResourceName(key, () => referencesOf(stack, declaration)),
    );
    resources.set(key, { key, stack, logicalId, declaration, dependencies });
  }
  refuseCycles(new Map([...resources].map(([key, { dependencies }]) => [key, dependencies])));
  return { resources, exports };
}

export const keyOf = (stack: Stack, logicalId: string): string => `${stack.service}/${logicalId}`;

export function declaredResources(stacks: readonly Stack[]) {
  return stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([logicalId]) => isDeployed(stack, logicalId))
      .map(([logicalId, declaration]) => ({ stack, logicalId, declaration })),
  );
}

/** By parameter name, the key of the AWS::SSM::Parameter that publishes it. */
export function findPublishers(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  const publishers = new Map<string, string>();
  for (const { stack, logicalId, declaration } of declaredResources(stacks)) {
    const name =
      declaration.Type === 'AWS::SSM::Parameter'
        ? staticText(stack, declaration.Properties?.['Name'])
        : undefined;
    if (name === undefined) continue;
    const other = publishers.get(name);
    if (other !== undefined)
      throw new TemplateError(`${other} and ${keyOf(stack, logicalId)} both publish the parameter ${name}.`);
    publishers.set(name, keyOf(stack, logicalId));
  }
  return publishers;
}

function findExports(stacks: readonly Stack[]): ReadonlyMap<string, PlannedExport> {
  const exports = new Map<string, PlannedExport>();
  for (const stack of stacks) {
    for (const output of Object.values(stack.template.Outputs ?? {})) {
      const name = exportName(stack, output);
      if (name !== undefined) exports.set(name, { stack, value: output.Value });
    }
  }
  return exports;
}

function exportName(stack: Stack, { Export, Condition }: Output): string | undefined {
  return Export === undefined || !holds(stack, Condition) ? undefined : staticText(stack, Export.Name);
}

function isDeployed(stack: Stack, logicalId: string): boolean {
  const declaration = stack.template.Resources[logicalId];
  return declaration !== undefined && holds(stack, declaration.Condition);
}

function holds(stack: Stack, condition: string | undefined): boolean {
  if (condition === undefined) return true;
  const emptyScope = { resource: String, getAtt: String, importValue: String, parameter: String };
  const isMet = { 'Fn::If': [condition, 'met', 'unmet'] };
  return resolveValue(isMet, stackScope(stack, emptyScope)) === 'met';
}

function withResourceName<T>(key: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(`${key}: ${error.message}`, { cause: error });
    throw error;
  }
}
