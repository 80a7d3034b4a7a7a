import type { Stack, TemplateResource } from '../../../workspace/src/templates/stack.ts';
import { resourceNamedBy } from '../../../workspace/src/templates/template.ts';
import type { Resolve } from './resolve-stacks.ts';

/** A resource that works under a role. */
export interface RoleUser {
  readonly logicalId: string;
  readonly type: string;
  /** The property that names the role: a task definition has two. */
  readonly as: string;
  /** Of a Lambda function: `get-stock`. */
  readonly functionKey?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where Lambda sends what the function failed to do: properties of mappings and of the function itself. */
  readonly failureDestinations: readonly string[];
}

const roleProperties = ['Role', 'RoleArn', 'TaskRoleArn', 'ExecutionRoleArn', 'CloudWatchRoleArn'];

/** @returns what of a stack works under the role of that logical id */
export function usersOf(stack: Stack, roleId: string, resolve: Resolve): RoleUser[] {
  const resources = Object.entries(stack.template.Resources ?? {});
  return resources.flatMap(([logicalId, resource]) =>
    roleProperties
      .filter((name) => resourceNamedBy(resource.Properties?.[name]) === roleId)
      .map((as) => ({
        logicalId,
        type: resource.Type,
        as,
        ...(resource.Type === 'AWS::Lambda::Function' && { functionKey: functionKey(resource) }),
        properties: resource.Properties ?? {},
        failureDestinations: resources
          .filter(([id, other]) => id === logicalId || actsFor(other, logicalId))
          .flatMap(([, { Properties = {} }]) => destinationsIn(Properties))
          .map((destination) => String(resolve(stack, destination))),
      })),
  );
}

const functionKey = ({ Properties }: TemplateResource): string =>
  String(Properties?.['Handler']).replace(/^dist\/|\.handler$/g, '');

const actsFor = ({ Type, Properties }: TemplateResource, functionId: string): boolean =>
  /^AWS::Lambda::Event(SourceMapping|InvokeConfig)$/.test(Type) &&
  resourceNamedBy(Properties?.['FunctionName']) === functionId;

function destinationsIn(properties: Readonly<Record<string, unknown>>): unknown[] {
  const { DestinationConfig: config, DeadLetterConfig: deadLetters } = properties as {
    DestinationConfig?: Record<string, { Destination: unknown }>;
    DeadLetterConfig?: { TargetArn: unknown };
  };
  return [
    ...Object.values(config ?? {}).map(({ Destination }) => Destination),
    ...(deadLetters === undefined ? [] : [deadLetters.TargetArn]),
  ];
}
