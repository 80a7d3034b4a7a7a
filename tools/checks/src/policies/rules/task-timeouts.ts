import type { ServicePackage } from '../../../../workspace/src/templates/service-package.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { lambdaTimeoutSeconds } from './lambda-timeout.ts';

interface State {
  readonly Type?: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Parameters?: { readonly FunctionName?: string };
  readonly Branches?: readonly Definition[];
  readonly Iterator?: Definition;
  readonly ItemProcessor?: Definition;
}

interface Definition {
  readonly States?: Readonly<Record<string, State>>;
}

/**
 * A state that calls waits longer than the callee may take: a function that is still at work when its state has timed
 * out is called a second time beside itself. A task without an end would wait for a year.
 */
export const taskTimeouts: Rule = ({ template }, neighbors) =>
  resourcesOfType(template, 'AWS::StepFunctions::StateMachine').flatMap(([id, { Properties = {} }]) => {
    const { Definition: definition = {}, DefinitionSubstitutions: substitutions = {} } = Properties as {
      Definition?: Definition;
      DefinitionSubstitutions?: Readonly<Record<string, unknown>>;
    };
    return tasksOf(definition).flatMap(([name, task]) => {
      if (task.TimeoutSeconds === undefined && task.TimeoutSecondsPath === undefined)
        return [error(`may wait in ${name} for a year. Give the state TimeoutSeconds.`, id)];
      const callee = calleeOf(task, substitutions, template, neighbors);
      if (!callee || task.TimeoutSeconds === undefined) return [];
      const mayTake = lambdaTimeoutSeconds(callee.fn);
      return task.TimeoutSeconds > mayTake
        ? []
        : [
            error(
              `waits in ${name} for ${task.TimeoutSeconds} s, and ${callee.name} may take ${mayTake}. Give the state TimeoutSeconds of more.`,
              id,
            ),
          ];
    });
  });

function tasksOf({ States = {} }: Definition): [string, State][] {
  return Object.entries(States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as [string, State]] : []),
    ...[...(state.Branches ?? []), state.Iterator ?? {}, state.ItemProcessor ?? {}].flatMap(tasksOf),
  ]);
}

/** @returns the function that a state calls: of its own stack, or one that a neighbor publishes */
function calleeOf(
  { Resource: resource, Parameters: parameters }: State,
  substitutions: Readonly<Record<string, unknown>>,
  template: Template,
  neighbors: readonly ServicePackage[],
): { name: string; fn: Resource } | undefined {
  const named = resource?.includes(':lambda:invoke') ? parameters?.FunctionName : resource;
  const [, placeholder] = /^\$\{(\w+)\}$/.exec(named ?? '') ?? [];
  if (placeholder === undefined) return undefined;
  const arn = substitutions[placeholder];
  const [, parameter] = /^\{\{resolve:ssm:([^}]+)\}\}$/.exec(typeof arn === 'string' ? arn : '') ?? [];
  return parameter === undefined ? functionNamedBy(arn, template) : publishedAs(parameter, neighbors);
}

function functionNamedBy(arn: unknown, { Resources }: Template) {
  const name = resourceNamedBy(arn) ?? '';
  const fn = Resources[name];
  return fn?.Type === 'AWS::Lambda::Function' ? { name, fn } : undefined;
}

function publishedAs(parameter: string, services: readonly ServicePackage[]) {
  for (const { name: service, template } of services) {
    const published = resourcesOfType(template, 'AWS::SSM::Parameter').find(
      ([, { Properties }]) => Properties?.['Name'] === parameter,
    );
    const callee = published && functionNamedBy(published[1].Properties?.['Value'], template);
    if (callee) return { ...callee, name: `${service}/${callee.name}` };
  }
  return undefined;
}
