import type { EcsTask } from '../../contract/ecs-tasks.ts';
import type { Principal } from '../../contract/principal.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { RunningTasks } from './running-tasks.ts';
import type { TaskDefinition } from './task-definition.ts';

interface EcsInput extends Readonly<Record<string, unknown>> {
  readonly cluster?: string;
  readonly task?: string;
  readonly tasks?: readonly string[];
  readonly reason?: string;
  readonly family?: string;
  readonly startedBy?: string;
  readonly desiredStatus?: string;
  readonly taskDefinition?: string;
  readonly familyPrefix?: string;
  readonly sort?: 'ASC' | 'DESC';
  readonly clusters?: readonly string[];
}

type Operation = (input: EcsInput, principal: Principal, trace?: string) => unknown;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html */
export const ecsOperations = (running: RunningTasks): Readonly<Record<string, Operation>> => ({
  RunTask: async (input, principal, trace) => ({
    tasks: await running.run(input, principal, trace),
    failures: [],
  }),
  DescribeTasks({ cluster, tasks = [] }) {
    running.requireCluster(cluster);
    const found = tasks.map((task) => ({ task, description: running.find(task) }));
    return {
      tasks: found.flatMap(({ description }) => description ?? []),
      failures: found
        .filter(({ description }) => description === undefined)
        .map(({ task }) => ({ arn: task, reason: 'MISSING' })),
    };
  },
  StopTask: async ({ task = '', reason }) => ({
    task: await running.stop(running.find(task)?.taskArn ?? task, reason),
  }),
  ListTasks({ cluster, family, startedBy, desiredStatus = 'RUNNING' }) {
    const clusterName = running.requireCluster(cluster);
    const matching = running
      .list()
      .filter(
        (task) =>
          task.clusterArn.endsWith(`/${clusterName}`) &&
          task.desiredStatus === desiredStatus &&
          (family === undefined || task.taskDefinitionArn.includes(`/${family}:`)) &&
          (startedBy === undefined || task.startedBy === startedBy),
      );
    return { taskArns: matching.map(({ taskArn }) => taskArn) };
  },
  DescribeTaskDefinition: ({ taskDefinition = '' }) => ({
    taskDefinition: toTaskDefinitionView(running.requireTaskDefinition(taskDefinition)),
  }),
  ListTaskDefinitions: ({ familyPrefix, sort = 'ASC' }) => {
    const arns = running
      .definitions()
      .filter(({ family }) => familyPrefix === undefined || family === familyPrefix)
      .map(({ arn: definitionArn }) => definitionArn)
      .toSorted();
    return { taskDefinitionArns: sort === 'DESC' ? arns.toReversed() : arns };
  },
  ListClusters: () => ({ clusterArns: running.clusters().map(toClusterArn) }),
  DescribeClusters({ clusters = ['default'] }) {
    const known = running.clusters();
    const names = clusters.map((cluster) => cluster.split('/').at(-1) ?? cluster);
    return {
      clusters: names.filter((name) => known.includes(name)).map((name) => toCluster(name, running.list())),
      failures: names
        .filter((name) => !known.includes(name))
        .map((name) => ({ arn: toClusterArn(name), reason: 'MISSING' })),
    };
  },
});

const toClusterArn = (name: string): string => arn('ecs', `cluster/${name}`);

const toCluster = (clusterName: string, tasks: readonly EcsTask[]) => ({
  clusterArn: toClusterArn(clusterName),
  clusterName,
  status: 'ACTIVE',
  runningTasksCount: tasks.filter(
    ({ clusterArn, lastStatus }) => clusterArn === toClusterArn(clusterName) && lastStatus === 'RUNNING',
  ).length,
  pendingTasksCount: 0,
  activeServicesCount: 0,
  registeredContainerInstancesCount: 0,
});

const toTaskDefinitionView = ({
  arn: taskDefinitionArn,
  family,
  networkMode,
  taskRoleArn,
  executionRoleArn,
  containers,
}: TaskDefinition) => ({
  taskDefinitionArn,
  family,
  revision: 1,
  status: 'ACTIVE',
  networkMode,
  taskRoleArn,
  executionRoleArn,
  containerDefinitions: containers.map((container) => ({
    name: container.name,
    image: container.image,
    essential: container.isEssential,
    command: container.command,
    environment: Object.entries(container.environment).map(([name, value]) => ({ name, value })),
    stopTimeout: container.stopTimeoutSeconds,
    ...(container.logGroup !== undefined && {
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': container.logGroup,
          ...(container.logStreamPrefix !== undefined && {
            'awslogs-stream-prefix': container.logStreamPrefix,
          }),
        },
      },
    }),
  })),
});
