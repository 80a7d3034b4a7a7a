import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import {
  resourceNamedBy,
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
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
 * A Task state waits longer than the timeout of the function it invokes: otherwise a retry would invoke the function
 * while the first invocation still runs. A Task state without a timeout waits for a year.
 */
export const stateTimeouts: Rule = ({ template }, neighbors) =>
  resourcesOfType(template, 'AWS::StepFunctions::StateMachine').flatMap(([id, { Properties = {} }]) => {
    const { Definition: definition = {}, DefinitionSubstitutions: substitutions = {} } = Properties as {
      Definition?: Definition;
      DefinitionSubstitutions?: Readonly<Record<string, unknown>>;
    };
    return findTasks(definition).flatMap(([name, task]) => {
      if (task.TimeoutSeconds === undefined && task.TimeoutSecondsPath === undefined)
        return [error(`The state ${name} can wait for a year. Set TimeoutSeconds.`, id)];
      const callee = findCallee(task, substitutions, template, neighbors);
      if (!callee || task.TimeoutSeconds === undefined) return [];
      const calleeSeconds = lambdaTimeoutSeconds(callee.fn);
      return task.TimeoutSeconds > calleeSeconds
        ? []
        : [
            error(
              `The state ${name} waits for ${task.TimeoutSeconds} s, but the timeout of ${callee.name} is ${calleeSeconds} s. Set TimeoutSeconds to more than that.`,
              id,
            ),
          ];
    });
  });

function findTasks({ States = {} }: Definition): [string, State][] {
  return Object.entries(States).flatMap(([name, state]) => [
    ...(state.Type === 'Task' ? [[name, state] as [string, State]] : []),
    ...[...(state.Branches ?? []), state.Iterator ?? {}, state.ItemProcessor ?? {}].flatMap(findTasks),
  ]);
}

/** @returns the function that a state invokes: one of the same stack, or one whose ARN a neighbor publishes */
function findCallee(
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
  return parameter === undefined ? findFunction(arn, template) : findPublishedFunction(parameter, neighbors);
}

function findFunction(arn: unknown, { Resources }: Template) {
  const name = resourceNamedBy(arn) ?? '';
  const fn = Resources[name];
  return fn?.Type === 'AWS::Lambda::Function' ? { name, fn } : undefined;
}

function findPublishedFunction(parameter: string, services: readonly ServicePackage[]) {
  for (const { name: service, template } of services) {
    const published = resourcesOfType(template, 'AWS::SSM::Parameter').find(
      ([, { Properties }]) => Properties?.['Name'] === parameter,
    );
    const callee = published && findFunction(published[1].Properties?.['Value'], template);
    if (callee) return { ...callee, name: `${service}/${callee.name}` };
  }
  return undefined;
}
