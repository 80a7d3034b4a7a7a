import { randomUUID } from 'node:crypto';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { EcsContainer, EcsTask } from '../../contract/ecs-tasks.ts';
import { startContainer } from './container-process.ts';
import type { ContainerProcess } from './container-process.ts';
import type { ContainerDefinition, TaskDefinition } from './task-definition.ts';

/** The input of RunTask that local tasks support. */
export interface TaskRequest {
  readonly clusterName: string;
  readonly launchType: string;
  readonly group: string | undefined;
  readonly startedBy: string | undefined;
  readonly overrides: TaskOverrides;
}

export interface TaskOverrides {
  readonly containerOverrides?: readonly {
    readonly name?: string;
    readonly command?: readonly string[];
    readonly environment?: readonly { readonly name: string; readonly value: string }[];
  }[];
  readonly taskRoleArn?: string;
}

export interface RunningTask {
  readonly stopped: Promise<EcsTask>;
  describe(): EcsTask;
  stop(reason: string, withinSeconds?: number): void;
}

interface Dependencies {
  /** 32 hexadecimal digits, the last part of the ARN of the task. */
  readonly id: string;
  readonly definition: TaskDefinition;
  readonly request: TaskRequest;
  /** Environment variables for region, endpoint and credentials. */
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (container: ContainerDefinition, line: string) => void;
}

/** Starts the containers of a task. When an essential container exits, the others are stopped and the task ends. */
export function startTask({ id, definition, request, environment, onLine }: Dependencies): RunningTask {
  const taskArn = arn('ecs', `task/${request.clusterName}/${id}`);
  const createdAt = Date.now() / 1000;
  const containers = new Map<string, EcsContainer>();
  const processes: ContainerProcess[] = [];
  let stopDetails: Pick<EcsTask, 'stopCode' | 'stoppedReason'> | undefined;
  let stoppedAt: number | undefined;

  const stopAll = (
    stopCode: NonNullable<EcsTask['stopCode']>,
    stoppedReason: string,
    withinSeconds?: number,
  ) => {
    stopDetails ??= { stopCode, stoppedReason };
    for (const process of processes) process.stop(withinSeconds);
  };

  const describe = (): EcsTask => ({
    taskArn,
    clusterArn: arn('ecs', `cluster/${request.clusterName}`),
    taskDefinitionArn: definition.arn,
    lastStatus: stoppedAt === undefined ? 'RUNNING' : 'STOPPED',
    desiredStatus: stopDetails === undefined ? 'RUNNING' : 'STOPPED',
    launchType: request.launchType,
    group: request.group ?? `family:${definition.family}`,
    ...(request.startedBy !== undefined && { startedBy: request.startedBy }),
    createdAt,
    startedAt: createdAt,
    ...(stoppedAt !== undefined && { stoppedAt }),
    ...stopDetails,
    containers: [...containers.values()],
    overrides: { ...request.overrides },
  });

  const run = async (container: ContainerDefinition): Promise<void> => {
    const description: EcsContainer = {
      containerArn: arn('ecs', `container/${request.clusterName}/${id}/${randomUUID()}`),
      taskArn,
      name: container.name,
      image: container.image,
      lastStatus: 'RUNNING',
    };
    containers.set(container.name, description);
    const process = startContainer({
      ...toProcessRequest(container, request.overrides, environment),
      onLine: (line) => onLine(container, line),
    });
    processes.push(process);
    const exitCode = await process.exited;
    containers.set(container.name, { ...description, lastStatus: 'STOPPED', exitCode });
    if (container.isEssential) stopAll('EssentialContainerExited', 'Essential container in task exited');
  };

  const stopped = Promise.all(definition.containers.map(run)).then(() => {
    stoppedAt = Date.now() / 1000;
    stopDetails ??= {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
    };
    return describe();
  });
  return {
    stopped,
    describe,
    stop: (reason, withinSeconds) => stopAll('UserInitiated', reason, withinSeconds),
  };
}

function toProcessRequest(
  container: ContainerDefinition,
  { containerOverrides = [] }: TaskOverrides,
  taskEnvironment: Readonly<Record<string, string>>,
) {
  const { name, entryPath, command, environment, stopTimeoutSeconds } = container;
  const override = containerOverrides.find((candidate) => candidate.name === name);
  const overridden = (override?.environment ?? []).map(
    (variable) => [variable.name, String(variable.value)] as const,
  );
  return {
    entryPath,
    command: override?.command ?? command,
    environment: { ...environment, ...taskEnvironment, ...Object.fromEntries(overridden) },
    stopTimeoutSeconds,
  };
}
