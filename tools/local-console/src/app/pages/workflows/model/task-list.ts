import { shortFunctionName } from './resource-name.ts';

/** The parts of DescribeTasks that the page shows. */
export interface EcsTask {
  readonly taskArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  readonly startedAt?: string;
  readonly stoppedAt?: string;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly startedBy?: string;
  readonly containers?: readonly { readonly name: string; readonly exitCode?: number }[];
  readonly overrides?: {
    readonly containerOverrides?: readonly {
      readonly name: string;
      readonly command?: readonly string[];
      readonly environment?: readonly { readonly name: string; readonly value: string }[];
    }[];
  };
}

/** The parts of DescribeTaskDefinition that the page shows. */
export interface TaskDefinition {
  readonly family: string;
  readonly containerDefinitions: readonly {
    readonly name: string;
    readonly command?: readonly string[];
    readonly logConfiguration?: { readonly options?: Readonly<Record<string, string>> };
  }[];
}

export type TaskState = 'running' | 'succeeded' | 'failed';

/** A stopped task has succeeded if all of its containers exited with 0. */
export function taskState({ lastStatus, containers = [] }: EcsTask): TaskState {
  if (lastStatus !== 'STOPPED') return 'running';
  return containers.every(({ exitCode }) => exitCode === 0) ? 'succeeded' : 'failed';
}

export const taskId = ({ taskArn }: Pick<EcsTask, 'taskArn'>): string => taskArn.split('/').at(-1) ?? taskArn;

/** `run-job` for `…:task-definition/tradewind-reporting-local-run-job:1`. */
export const taskName = ({ taskDefinitionArn }: Pick<EcsTask, 'taskDefinitionArn'>): string =>
  shortFunctionName((taskDefinitionArn.split('/').at(-1) ?? '').replace(/:\d+$/, ''));

/** What distinguishes a task from others of its definition: its command and overridden variables. */
export const taskCommand = ({ overrides }: Pick<EcsTask, 'overrides'>): string =>
  (overrides?.containerOverrides ?? [])
    .flatMap(({ command = [], environment = [] }) => [
      ...command,
      ...environment.map(({ name, value }) => `${name}=${value}`),
    ])
    .join(' ');

/** The log group and stream of a container of a task. */
export function logTarget(
  task: Pick<EcsTask, 'taskArn'>,
  { family, containerDefinitions }: TaskDefinition,
): { readonly logGroupName: string; readonly logStreamName: string } | undefined {
  const [container] = containerDefinitions;
  const options = container?.logConfiguration?.options;
  const logGroupName = options?.['awslogs-group'];
  if (container === undefined || logGroupName === undefined) return undefined;
  const prefix = options?.['awslogs-stream-prefix'] ?? family;
  return { logGroupName, logStreamName: `${prefix}/${container.name}/${taskId(task)}` };
}

/** How far a job of the reporting service is: what its record in the jobs table says. */
export interface JobProgress {
  readonly jobId: string;
  readonly kind: string;
  readonly status: string;
  readonly rowsDone?: number;
  readonly rowsTotal?: number;
  readonly bytesDone?: number;
  readonly bytesTotal?: number;
  readonly ratePerSecond?: number;
  readonly secondsLeft?: number;
}

/** The finished part of a job, from 0 to 1; undefined if the job does not know its size. */
export function finishedPart({
  rowsDone,
  rowsTotal,
  bytesDone,
  bytesTotal,
}: JobProgress): number | undefined {
  const [done, total] = rowsTotal === undefined ? [bytesDone, bytesTotal] : [rowsDone, rowsTotal];
  return done === undefined || total === undefined || total === 0 ? undefined : Math.min(1, done / total);
}
