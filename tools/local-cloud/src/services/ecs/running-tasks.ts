import { randomBytes } from 'node:crypto';
import type { AccessControl } from '../../contract/access-control.ts';
import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Principal } from '../../contract/principal.ts';
import { AwsError } from '../../contract/aws-error.ts';
import type { Recorder } from '../../contract/recorder.ts';
import type { EcsTasks, EcsTask } from '../../contract/ecs-tasks.ts';
import { startTaskSpan } from './recorded-task.ts';
import { startTask } from './running-task.ts';
import type { RunningTask, TaskOverrides } from './running-task.ts';
import type { TaskDefinition } from './task-definition.ts';
import type { TaskLogTarget } from './task-logs.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  readonly endpointUrl: () => string;
  readonly recorder: Recorder;
  readonly onContainerLine: (container: string, line: string, target: TaskLogTarget) => void;
}

interface RunTaskInput {
  readonly cluster?: string;
  readonly taskDefinition?: string;
  readonly count?: number;
  readonly overrides?: TaskOverrides;
  readonly launchType?: string;
  readonly group?: string;
  readonly startedBy?: string;
  readonly networkConfiguration?: unknown;
  readonly clientToken?: string;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
const MAX_COUNT = 10;
/** ECS returns a stopped task for about one hour; locally only the latest ones are kept. */
const MAX_STOPPED_TASKS = 200;
const SHUTDOWN_SECONDS = 2;

export type RunningTasks = ReturnType<typeof createRunningTasks>;

/** The clusters, task definitions and tasks of the local cloud. */
export function createRunningTasks({ access, endpointUrl, recorder, onContainerLine }: Dependencies) {
  const clusters = new Set<string>(['default']);
  const definitions = new Map<string, TaskDefinition>();
  const tasks = new Map<string, RunningTask>();
  const byClientToken = new Map<string, readonly RunningTask[]>();

  function requireTaskDefinition(taskDefinition: string): TaskDefinition {
    const [, family = ''] = /^(?:.*task-definition\/)?([^:/]+)(?::\d+)?$/.exec(taskDefinition) ?? [];
    const definition = definitions.get(family);
    if (definition === undefined)
      throw new AwsError('ClientException', `TaskDefinition not found: ${taskDefinition}`);
    return definition;
  }

  function requireCluster(cluster = 'default'): string {
    const name = cluster.split('/').at(-1) ?? cluster;
    if (!clusters.has(name)) throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
    return name;
  }

  function find(taskArnOrId: string): RunningTask | undefined {
    return (
      tasks.get(taskArnOrId) ??
      [...tasks.values()].find((task) => task.describe().taskArn.endsWith(`/${taskArnOrId}`))
    );
  }

  function requireTask(taskArnOrId: string): RunningTask {
    const task = find(taskArnOrId);
    if (task === undefined)
      throw new AwsError('InvalidParameterException', 'The referenced task was not found.');
    return task;
  }

  function toEnvironment(
    definition: TaskDefinition,
    taskRoleArn: string | undefined,
  ): Record<string, string> {
    const awsEnvironment = {
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ENDPOINT_URL: endpointUrl(),
    };
    if (taskRoleArn === undefined) return awsEnvironment;
    const credentials = access.register({ kind: 'role', name: definition.family, roleArn: taskRoleArn });
    return {
      ...awsEnvironment,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
  }

  function start(
    input: RunTaskInput,
    definition: TaskDefinition,
    clusterName: string,
    cause: string | undefined,
  ): RunningTask {
    const { overrides = {}, launchType = 'FARGATE', group, startedBy } = input;
    const id = randomBytes(16).toString('hex');
    const recorded = startTaskSpan(recorder, definition, id, cause);
    const roleArn = overrides.taskRoleArn ?? definition.taskRoleArn;
    const task = startTask({
      id,
      definition,
      request: { clusterName, launchType, group, startedBy, overrides },
      environment: { ...toEnvironment(definition, roleArn), ...recorded.environment },
      onLine: ({ name, logGroup, logStreamPrefix }, line) =>
        onContainerLine(`${definition.family}/${name}`, line, {
          logGroup,
          stream: `${logStreamPrefix ?? definition.family}/${name}/${id}`,
          taskId: id,
        }),
    });
    void task.stopped.then(recorded.end);
    tasks.set(task.describe().taskArn, task);
    return task;
  }

  function removeOldestStopped(): void {
    const stopped = [...tasks].filter(([, task]) => task.describe().lastStatus === 'STOPPED');
    for (const [taskArn] of stopped.slice(0, -MAX_STOPPED_TASKS)) tasks.delete(taskArn);
  }

  const containerTasks: EcsTasks = {
    getDefinitionArn: (taskDefinition) => requireTaskDefinition(taskDefinition).arn,
    async run(input: RunTaskInput, principal: Principal, trace?: string) {
      const existing = input.clientToken === undefined ? undefined : byClientToken.get(input.clientToken);
      if (existing !== undefined) return existing.map((task) => task.describe());
      const definition = requireTaskDefinition(input.taskDefinition ?? '');
      const clusterName = requireCluster(input.cluster);
      const count = input.count ?? 1;
      if (count < 1 || count > MAX_COUNT)
        throw new AwsError('InvalidParameterException', `Tasks count must be 1 to ${MAX_COUNT}.`);
      if (definition.networkMode === 'awsvpc' && input.networkConfiguration === undefined) {
        throw new AwsError(
          'InvalidParameterException',
          "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
        );
      }
      for (const roleArn of [
        input.overrides?.taskRoleArn ?? definition.taskRoleArn,
        definition.executionRoleArn,
      ]) {
        if (roleArn === undefined) continue;
        access.check(principal, 'iam:PassRole', roleArn, {
          'iam:PassedToService': 'ecs-tasks.amazonaws.com',
        });
      }
      const started = Array.from({ length: count }, () => start(input, definition, clusterName, trace));
      if (input.clientToken !== undefined) byClientToken.set(input.clientToken, started);
      removeOldestStopped();
      return started.map((task) => task.describe());
    },
    waitUntilStopped: async (taskArn) => requireTask(taskArn).stopped,
    async stop(taskArn, reason = 'Task stopped by user') {
      const task = requireTask(taskArn);
      task.stop(reason);
      return task.describe();
    },
  };

  return {
    ...containerTasks,
    find: (taskArnOrId: string): EcsTask | undefined => find(taskArnOrId)?.describe(),
    list: (): EcsTask[] => [...tasks.values()].map((task) => task.describe()),
    requireCluster,
    requireTaskDefinition,
    clusters: (): readonly string[] => [...clusters],
    definitions: (): readonly TaskDefinition[] => [...definitions.values()],
    registerCluster: (name: string) => clusters.add(name),
    registerTaskDefinition: (definition: TaskDefinition) => definitions.set(definition.family, definition),
    /** Stops all tasks within two seconds, without waiting for their own stop timeouts. */
    async stopAll(): Promise<void> {
      for (const task of tasks.values()) task.stop('The local cloud is shutting down', SHUTDOWN_SECONDS);
      await Promise.all([...tasks.values()].map((task) => task.stopped));
    },
  };
}
