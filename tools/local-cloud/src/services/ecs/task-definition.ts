import { resolve } from 'node:path';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';

/** The label by which a container names what stands in for its image: a module in the service's folder. */
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
  /** Where its lines go, by the awslogs driver. */
  readonly logGroup: string | undefined;
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

/** @throws Error that says which label a container needs, so that a process can stand in for its image */
export function taskDefinition(resource: Resource): TaskDefinition {
  const { Family, NetworkMode, TaskRoleArn, ExecutionRoleArn, ContainerDefinitions } = resource.properties;
  const family = String(Family ?? physicalName(resource, 255));
  return {
    arn: arn('ecs', `task-definition/${family}:1`),
    family,
    networkMode: String(NetworkMode ?? 'bridge'),
    taskRoleArn: textOf(TaskRoleArn),
    executionRoleArn: textOf(ExecutionRoleArn),
    containers: ((ContainerDefinitions ?? []) as readonly ContainerProperties[]).flatMap((container) =>
      containerDefinition(container, resource),
    ),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A helper beside the essential containers, such as a log router, has nothing to stand in for it and is left out. */
function containerDefinition(
  container: ContainerProperties,
  { logicalId, serviceFolder }: Resource,
): ContainerDefinition[] {
  const { Name, Image, Essential = true, Command = [], Environment = [], Secrets = [] } = container;
  const entry = container.DockerLabels?.[LOCAL_ENTRY_LABEL];
  if (entry === undefined) {
    if (!Essential) return [];
    throw new Error(
      `Container ${Name} of ${logicalId} cannot run locally: name a module of the service in its DockerLabels, ${LOCAL_ENTRY_LABEL}: dist/NAME.mjs`,
    );
  }
  if (Secrets.length > 0) {
    throw new Error(
      `Container ${Name} of ${logicalId} has Secrets, which are not resolved locally: let the task read the parameters itself.`,
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
      stopTimeoutSeconds: container.StopTimeout ?? DEFAULT_STOP_TIMEOUT_SECONDS,
    },
  ];
}
