import type { Principal } from '../../contract/principal.ts';
import type { RunningTasks } from './running-tasks.ts';

interface EcsInput extends Readonly<Record<string, unknown>> {
  readonly cluster?: string;
  readonly task?: string;
  readonly tasks?: readonly string[];
  readonly reason?: string;
  readonly family?: string;
  readonly startedBy?: string;
  readonly desiredStatus?: string;
  readonly taskDefinition?: string;
}

type Operation = (input: EcsInput, principal: Principal) => unknown;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html */
export const ecsOperations = (running: RunningTasks): Readonly<Record<string, Operation>> => ({
  RunTask: async (input, principal) => ({ tasks: await running.run(input, principal), failures: [] }),
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
  DescribeTaskDefinition({ taskDefinition = '' }) {
    const { arn, family, networkMode, taskRoleArn, executionRoleArn, containers } =
      running.requireTaskDefinition(taskDefinition);
    return {
      taskDefinition: {
        taskDefinitionArn: arn,
        family,
        revision: 1,
        status: 'ACTIVE',
        networkMode,
        taskRoleArn,
        executionRoleArn,
        containerDefinitions: containers.map(({ name, image, isEssential }) => ({
          name,
          image,
          essential: isEssential,
        })),
      },
    };
  },
});
