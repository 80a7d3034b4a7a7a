import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { Resource } from '../../../workspace/src/templates/template.ts';
import { resourceNamedBy } from '../../../workspace/src/templates/template.ts';
import type { Resolve } from './resolve-stacks.ts';

/** A resource that assumes a role. */
export interface RoleUser {
  readonly logicalId: string;
  readonly type: string;
  /** The property that names the role; a task definition has two. */
  readonly roleProperty: string;
  /** The key in serverless.yml, if it is a Lambda function: `get-stock`. */
  readonly functionKey?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where Lambda sends failed events: destinations of event source mappings and of the function itself. */
  readonly failureDestinations: readonly string[];
}

const roleProperties = ['Role', 'RoleArn', 'TaskRoleArn', 'ExecutionRoleArn', 'CloudWatchRoleArn'];

/** @returns the resources of a stack that assume the role with that logical id */
export function findRoleUsers(stack: Stack, roleId: string, resolve: Resolve): RoleUser[] {
  const resources = Object.entries(stack.template.Resources);
  return resources.flatMap(([logicalId, resource]) =>
    roleProperties
      .filter((name) => resourceNamedBy(resource.Properties?.[name]) === roleId)
      .map((roleProperty) => ({
        logicalId,
        type: resource.Type,
        roleProperty,
        ...(resource.Type === 'AWS::Lambda::Function' && { functionKey: functionKey(resource) }),
        properties: resource.Properties ?? {},
        failureDestinations: resources
          .filter(([id, other]) => id === logicalId || isEventConfigOf(other, logicalId))
          .flatMap(([, { Properties = {} }]) => findDestinations(Properties))
          .map((destination) => String(resolve(stack, destination))),
      })),
  );
}

const functionKey = ({ Properties }: Resource): string =>
  String(Properties?.['Handler']).replace(/^dist\/|\.handler$/g, '');

const isEventConfigOf = ({ Type, Properties }: Resource, functionId: string): boolean =>
  /^AWS::Lambda::Event(SourceMapping|InvokeConfig)$/.test(Type) &&
  resourceNamedBy(Properties?.['FunctionName']) === functionId;

function findDestinations(properties: Readonly<Record<string, unknown>>): unknown[] {
  const { DestinationConfig: config, DeadLetterConfig: deadLetter } = properties as {
    DestinationConfig?: Record<string, { Destination: unknown }>;
    DeadLetterConfig?: { TargetArn: unknown };
  };
  return [
    ...Object.values(config ?? {}).map(({ Destination }) => Destination),
    ...(deadLetter === undefined ? [] : [deadLetter.TargetArn]),
  ];
}
