import { resolve } from 'node:path';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';

/** The Docker label that names the module, relative to the service folder, that runs in place of the image. */
export const LOCAL_ENTRY_LABEL = 'tradewind.local-entry';

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly isEssential: boolean;
  /** Absolute path of the module to run. */
  readonly entryPath: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly stopTimeoutSeconds: number;
  /** The log group of the awslogs log driver. */
  readonly logGroup: string | undefined;
  readonly logStreamPrefix: string | undefined;
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly networkMode: string;
  readonly taskRoleArn: string | undefined;
  readonly executionRoleArn: string | undefined;
  readonly containers: readonly ContainerDefinition[];
}

interface ContainerProperties {
  readonly Name: string;
  readonly Image: string;
  readonly Essential?: boolean;
  readonly Command?: readonly string[];
  readonly Environment?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Secrets?: readonly unknown[];
  readonly DockerLabels?: Readonly<Record<string, string>>;
  readonly StopTimeout?: number;
  readonly LogConfiguration?: { readonly Options?: Readonly<Record<string, string>> };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const DEFAULT_STOP_TIMEOUT_SECONDS = 30;

/** @throws Error when an essential container lacks the label, or when a container has secrets */
export function toTaskDefinition(resource: Resource): TaskDefinition {
  const { Family, NetworkMode, TaskRoleArn, ExecutionRoleArn, ContainerDefinitions } = resource.properties;
  const family = String(Family ?? physicalName(resource, 255));
  return {
    arn: arn('ecs', `task-definition/${family}:1`),
    family,
    networkMode: String(NetworkMode ?? 'bridge'),
    taskRoleArn: toText(TaskRoleArn),
    executionRoleArn: toText(ExecutionRoleArn),
    containers: ((ContainerDefinitions ?? []) as readonly ContainerProperties[]).flatMap((container) =>
      toContainerDefinitions(container, resource),
    ),
  };
}

const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A non-essential container without the label, such as a log router, is omitted. */
function toContainerDefinitions(
  container: ContainerProperties,
  { logicalId, serviceFolder }: Resource,
): ContainerDefinition[] {
  const { Name, Image, Essential = true, Command = [], Environment = [], Secrets = [] } = container;
  const entry = container.DockerLabels?.[LOCAL_ENTRY_LABEL];
  if (entry === undefined) {
    if (!Essential) return [];
    throw new Error(
      `Container ${Name} of ${logicalId} cannot run locally. Name a module of the service in its DockerLabels: ${LOCAL_ENTRY_LABEL}: dist/NAME.mjs`,
    );
  }
  if (Secrets.length > 0) {
    throw new Error(
      `Container ${Name} of ${logicalId} has Secrets, which are not supported locally. Read the parameters in the task instead.`,
    );
  }
  return [
    {
      name: Name,
      image: Image,
      isEssential: Essential,
      entryPath: resolve(serviceFolder, entry),
      command: Command,
      environment: Object.fromEntries(Environment.map((variable) => [variable.Name, String(variable.Value)])),
      logGroup: container.LogConfiguration?.Options?.['awslogs-group'],
      logStreamPrefix: container.LogConfiguration?.Options?.['awslogs-stream-prefix'],
      stopTimeoutSeconds: container.StopTimeout ?? DEFAULT_STOP_TIMEOUT_SECONDS,
    },
  ];
}
