import { useQuery } from '@tanstack/react-query';
import { callAws } from '../../api/request.ts';
import type { EcsTask, JobProgress, TaskDefinition } from './model/task-list.ts';
import { liveQuery } from '../../api/refresh-on-activity.ts';

const LIVE_MILLIS = 1_500;
/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const DESCRIBED_AT_ONCE = 100;

/** All tasks of all clusters, newest first, live. */
export const useTasks = () =>
  useQuery({
    queryKey: ['tasks'],
    queryFn: async () => {
      const { clusterArns } = await callAws<{ clusterArns: string[] }>('ecs', 'ListClusters');
      const tasks = (await Promise.all(clusterArns.map(tasksOfCluster))).flat();
      return tasks.toSorted((one, other) => ((one.startedAt ?? '') < (other.startedAt ?? '') ? 1 : -1));
    },
    ...liveQuery(LIVE_MILLIS),
  });

async function tasksOfCluster(cluster: string): Promise<readonly EcsTask[]> {
  const lists = await Promise.all(
    ['RUNNING', 'STOPPED'].map((desiredStatus) =>
      callAws<{ taskArns: string[] }>('ecs', 'ListTasks', { cluster, desiredStatus }),
    ),
  );
  const arns = lists.flatMap(({ taskArns }) => taskArns);
  const pages = Array.from({ length: Math.ceil(arns.length / DESCRIBED_AT_ONCE) }, (_, page) =>
    arns.slice(page * DESCRIBED_AT_ONCE, (page + 1) * DESCRIBED_AT_ONCE),
  );
  const described = await Promise.all(
    pages.map((tasks) => callAws<{ tasks: EcsTask[] }>('ecs', 'DescribeTasks', { cluster, tasks })),
  );
  return described.flatMap(({ tasks }) => tasks);
}

export const useTaskDefinition = (taskDefinition: string) =>
  useQuery({
    queryKey: ['aws', 'ecs', 'DescribeTaskDefinition', taskDefinition],
    queryFn: async () =>
      (await callAws<{ taskDefinition: TaskDefinition }>('ecs', 'DescribeTaskDefinition', { taskDefinition }))
        .taskDefinition,
  });

/** The lines of a log stream, live while the task runs. */
export const useTaskLog = (
  target: { readonly logGroupName: string; readonly logStreamName: string } | undefined,
  isRunning: boolean,
) =>
  useQuery({
    queryKey: ['task-log', target?.logStreamName, isRunning],
    enabled: target !== undefined,
    queryFn: async () => {
      const { events } = await callAws<{ events: { timestamp: number; message: string }[] }>(
        'cloudwatch-logs',
        'GetLogEvents',
        { ...target, limit: 1_000 },
      );
      return events;
    },
    refetchInterval: isRunning ? LIVE_MILLIS : false,
  });

type Attribute = {
  readonly S?: string;
  readonly N?: string;
  readonly M?: Readonly<Record<string, Attribute>>;
};

/** The jobs of the reporting service, by the task that runs them. Their progress is in their records. */
export const useJobs = () =>
  useQuery({
    queryKey: ['jobs'],
    queryFn: async () => {
      const { TableNames } = await callAws<{ TableNames: string[] }>('dynamodb', 'ListTables');
      const TableName = TableNames.find((name) => name.includes('-JobsTable-'));
      if (TableName === undefined) return new Map<string, JobProgress>();
      const { Items } = await callAws<{ Items: Record<string, Attribute>[] }>('dynamodb', 'Scan', {
        TableName,
        Limit: 200,
      });
      return new Map(
        Items.flatMap((item) => {
          const job = toJob(item);
          return job === undefined ? [] : [[job.jobId, job] as const];
        }),
      );
    },
    ...liveQuery(LIVE_MILLIS),
  });

function toJob({ jobId, kind, status, progress }: Record<string, Attribute>): JobProgress | undefined {
  if (jobId?.S === undefined) return undefined;
  const counts = Object.entries(progress?.M ?? {}).map(([name, { N }]) => [name, Number(N)]);
  return { jobId: jobId.S, kind: kind?.S ?? '', status: status?.S ?? '', ...Object.fromEntries(counts) };
}
