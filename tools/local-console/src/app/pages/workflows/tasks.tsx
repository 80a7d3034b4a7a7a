import { Button, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerStop } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { callAws } from '../../api/request.ts';
import { DataTable, type DataColumn } from '../../components/data-table.tsx';
import { formatDuration, formatTime } from '../../components/format.ts';
import { Empty, QueryState } from '../../components/query-state.tsx';
import { Tag } from '../../components/tag.tsx';
import {
  finishedPart,
  logTarget,
  taskCommand,
  taskId,
  taskName,
  taskState,
  type EcsTask,
  type JobProgress,
  type TaskState,
} from './model/task-list.ts';
import { useJobs, useTaskDefinition, useTaskLog, useTasks } from './use-tasks.ts';
import classes from './workflows.module.css';

interface Row {
  readonly task: EcsTask;
  readonly job: JobProgress | undefined;
}

const colors: Readonly<Record<TaskState, string>> = { running: 'blue', succeeded: 'teal', failed: 'red' };

const TaskBadge = ({ task }: { readonly task: EcsTask }) => {
  const state = taskState(task);
  return <Tag color={colors[state]}>{state}</Tag>;
};

const columns: readonly DataColumn<Row>[] = [
  { id: 'name', header: 'Task', width: 110, accessorFn: ({ task }) => taskName(task) },
  {
    id: 'command',
    header: 'Command',
    accessorFn: ({ task }) => taskCommand(task),
    cell: ({ row }) => <span className={classes['mono']}>{taskCommand(row.original.task)}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    width: 110,
    accessorFn: ({ task }) => taskState(task),
    cell: ({ row }) => <TaskBadge task={row.original.task} />,
  },
  {
    id: 'started',
    header: 'Started',
    width: 120,
    accessorFn: ({ task }) => task.startedAt ?? '',
    cell: ({ row }) => (row.original.task.startedAt ? formatTime(row.original.task.startedAt) : ''),
  },
  {
    id: 'duration',
    header: 'Duration',
    width: 100,
    accessorFn: ({ task }) => millisOf(task),
    cell: ({ row }) => formatDuration(millisOf(row.original.task)),
  },
];

const millisOf = ({ startedAt, stoppedAt }: EcsTask): number =>
  startedAt === undefined
    ? 0
    : (stoppedAt === undefined ? Date.now() : Date.parse(stoppedAt)) - Date.parse(startedAt);

/** Tasks on ECS with the progress of their jobs and their logs. */
export function Tasks() {
  const query = useTasks();
  const jobs = useJobs().data;
  const [selected, select] = useState<string>();
  return (
    <QueryState query={query}>
      {(tasks) => {
        const rows = tasks.map((task) => ({ task, job: jobs?.get(jobIdOf(task)) }));
        const row = rows.find(({ task }) => task.taskArn === selected) ?? rows[0];
        return (
          <div className={classes['tasks']}>
            <DataTable
              label="Tasks"
              columns={columns}
              rows={rows}
              rowId={({ task }) => task.taskArn}
              onSelect={({ task }) => select(task.taskArn)}
              selectedId={row?.task.taskArn}
              empty={
                <Empty title="No tasks yet">
                  Start an export or an import: POST /reporting/exports in the API explorer.
                </Empty>
              }
            />
            {row && <TaskDetails key={row.task.taskArn} {...row} />}
          </div>
        );
      }}
    </QueryState>
  );
}

const jobIdOf = (task: EcsTask): string => /JOB_ID=(\S+)/.exec(taskCommand(task))?.[1] ?? '';

function TaskDetails({ task, job }: Row) {
  const isRunning = taskState(task) === 'running';
  const stop = useMutation({
    mutationFn: () =>
      callAws('ecs', 'StopTask', {
        cluster: task.clusterArn,
        task: task.taskArn,
        reason: 'Stopped in the local console',
      }),
    onError: ({ message }) => notifications.show({ color: 'red', message }),
  });
  return (
    <section className={`${classes['panel']} ${classes['task']}`} aria-label="Task">
      <Stack gap="xs" p="sm">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2} size="h5">
              {taskName(task)}
            </Title>
            <TaskBadge task={task} />
          </Group>
          {isRunning && (
            <Button
              size="xs"
              color="red"
              variant="light"
              leftSection={<IconPlayerStop size={14} aria-hidden />}
              loading={stop.isPending}
              onClick={() => stop.mutate()}
            >
              Stop
            </Button>
          )}
        </Group>
        <Facts task={task} />
        {job && <JobBar job={job} />}
      </Stack>
      <TaskLog task={task} isRunning={isRunning} />
    </section>
  );
}

const Facts = ({ task }: { readonly task: EcsTask }) => (
  <Table layout="fixed" verticalSpacing={2} withRowBorders={false}>
    <Table.Tbody>
      {[
        ['Id', taskId(task)],
        ['Command', taskCommand(task)],
        ['Started by', task.startedBy ?? ''],
        [
          'Exit codes',
          (task.containers ?? []).map(({ name, exitCode = '' }) => `${name} ${exitCode}`).join(', '),
        ],
        ['Stopped', task.stoppedReason ?? ''],
      ]
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Td w={90} c="dimmed" pl={0}>
              {label}
            </Table.Td>
            <Table.Td className={classes['mono']!}>{value}</Table.Td>
          </Table.Tr>
        ))}
    </Table.Tbody>
  </Table>
);

function JobBar({ job }: { readonly job: JobProgress }) {
  const part = finishedPart(job);
  const percent = job.status === 'succeeded' ? 100 : (part ?? 0) * 100;
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm">
          {job.kind} · {job.status}
        </Text>
        <Text size="xs" c="dimmed">
          {job.rowsDone ?? 0}
          {job.rowsTotal === undefined ? '' : ` of ${job.rowsTotal}`} rows
          {job.ratePerSecond === undefined ? '' : ` · ${job.ratePerSecond} per second`}
          {job.secondsLeft === undefined ? '' : ` · ${formatDuration(job.secondsLeft * 1000)} left`}
        </Text>
      </Group>
      <Progress
        value={percent}
        color={job.status === 'failed' ? 'red' : 'sea'}
        animated={job.status === 'running'}
        aria-label={`Progress of ${job.jobId}`}
      />
    </Stack>
  );
}

function TaskLog({ task, isRunning }: { readonly task: EcsTask; readonly isRunning: boolean }) {
  const definition = useTaskDefinition(task.taskDefinitionArn).data;
  const { data: events = [] } = useTaskLog(definition && logTarget(task, definition), isRunning);
  const end = useRef<HTMLPreElement>(null);
  useEffect(() => {
    if (end.current) end.current.scrollTop = end.current.scrollHeight;
  }, [events.length]);
  if (events.length === 0)
    return (
      <Empty title="No log lines">The local cloud keeps the latest lines of each log group in memory.</Empty>
    );
  return (
    <pre ref={end} className={classes['logs']} tabIndex={0} role="log" aria-label="Log of the task">
      {events.map(({ timestamp, message }) => `${formatTime(timestamp)}  ${message}`).join('\n')}
    </pre>
  );
}
