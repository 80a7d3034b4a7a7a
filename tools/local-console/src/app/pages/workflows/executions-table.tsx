import { Group, SegmentedControl, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { SearchInput } from '../../components/search-input.tsx';
import { DataTable, type DataColumn } from '../../components/data-table.tsx';
import { formatAge, formatDuration, formatTime } from '../../components/format.ts';
import { Empty } from '../../components/query-state.tsx';
import { durationOf, searchExecutions, type ListedExecution } from './model/execution-list.ts';
import { ExecutionBadge } from './status-badge.tsx';
import classes from './workflows.module.css';

const columns: readonly DataColumn<ListedExecution>[] = [
  {
    id: 'name',
    header: 'Execution',
    accessorFn: ({ name }) => name,
    cell: ({ row }) => <span className={classes['mono']}>{row.original.name}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    width: 130,
    accessorFn: ({ status }) => status,
    cell: ({ row }) => <ExecutionBadge status={row.original.status} />,
  },
  {
    id: 'started',
    header: 'Started',
    width: 190,
    accessorFn: ({ startDate }) => startDate,
    cell: ({ row: { original } }) => (
      <>
        {formatTime(original.startDate)}{' '}
        <Text span size="xs" c="dimmed">
          {formatAge(original.startDate)}
        </Text>
      </>
    ),
  },
  {
    id: 'duration',
    header: 'Duration',
    width: 120,
    accessorFn: (row) => durationOf(row, Date.now()),
    cell: ({ row }) => formatDuration(durationOf(row.original, Date.now())),
  },
  {
    id: 'redrives',
    header: 'Redrives',
    width: 100,
    accessorFn: ({ redriveCount = 0 }) => redriveCount,
    cell: ({ row }) => row.original.redriveCount || '',
  },
];

const filters = [
  { value: 'all', label: 'All' },
  { value: 'RUNNING', label: 'Running' },
  { value: 'SUCCEEDED', label: 'Succeeded' },
  { value: 'FAILED', label: 'Failed' },
  { value: 'ABORTED', label: 'Aborted' },
];

/** A time-out is a failure too. */
const isOfFilter = ({ status }: ListedExecution, filter: string): boolean =>
  filter === 'all' || status === filter || (filter === 'FAILED' && status === 'TIMED_OUT');

/** The executions of a state machine, by status and name. */
export function ExecutionsTable({
  executions,
  action,
}: {
  readonly executions: readonly ListedExecution[];
  /** A button next to the filters. */
  readonly action: ReactNode;
}) {
  const navigate = useNavigate();
  const [status, setStatus] = useState('all');
  const [text, setText] = useState('');
  const shown = searchExecutions(
    executions.filter((execution) => isOfFilter(execution, status)),
    text,
  );
  return (
    <div className={classes['list']}>
      <Group justify="space-between" pb="xs">
        <SearchInput
          label="Search executions by name"
          placeholder="Name, such as an order id"
          w={240}
          value={text}
          onChange={setText}
        />
        <Group gap="sm">
          <SegmentedControl
            size="xs"
            aria-label="Status"
            data={filters}
            value={status}
            onChange={(value) => setStatus(value)}
          />
          {action}
        </Group>
      </Group>
      <DataTable
        label="Executions"
        columns={columns}
        rows={shown}
        rowId={({ executionArn }) => executionArn}
        onSelect={({ executionArn }) =>
          void navigate({ to: '/workflows/$executionArn', params: { executionArn } })
        }
        empty={
          executions.length === 0 ? (
            <Empty title="No executions yet">Buy something in the shop, or start an execution here.</Empty>
          ) : (
            <Empty title="No execution matches">Change the status or the search text.</Empty>
          )
        }
      />
    </div>
  );
}
