import { Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { SearchInput } from '../../components/search-input.tsx';
import { ServiceSelect } from '../../components/service-select.tsx';
import { useConsole } from '../../api/use-console.ts';
import { DataTable, type DataColumn } from '../../components/data-table.tsx';
import { formatAge } from '../../components/format.ts';
import { Empty, QueryState } from '../../components/query-state.tsx';
import { Tag } from '../../components/tag.tsx';
import type { CountedEvent } from '../../../server/log-events/count-events.ts';
import classes from './alarms.module.css';

const colors = { info: 'gray', warn: 'orange', error: 'red' } as const;

const columns: readonly DataColumn<CountedEvent>[] = [
  {
    id: 'name',
    header: 'Event',
    width: 230,
    accessorFn: ({ name }) => name,
    cell: ({ row }) => <span className={classes['mono']}>{row.original.name}</span>,
  },
  {
    id: 'level',
    header: 'Level',
    width: 76,
    accessorFn: ({ level }) => level,
    cell: ({ row: { original } }) => <Tag color={colors[original.level]}>{original.level}</Tag>,
  },
  { id: 'service', header: 'Service', width: 110, accessorFn: ({ service = 'every' }) => service },
  {
    id: 'description',
    header: 'What happened',
    accessorFn: ({ description }) => description,
    cell: ({ row: { original } }) => (
      <span title={`${original.description} Fields: ${original.fields.join(', ') || 'none'}`}>
        {original.description}
      </span>
    ),
  },
  { id: 'count', header: 'Lines', width: 76, accessorFn: ({ count }) => count },
  {
    id: 'last',
    header: 'Last',
    width: 100,
    accessorFn: ({ lastAt = 0 }) => lastAt,
    cell: ({ row }) => (row.original.lastAt === undefined ? '' : formatAge(row.original.lastAt)),
  },
  {
    id: 'traces',
    header: 'Traces',
    width: 80,
    enableSorting: false,
    accessorFn: ({ name }) => name,
    cell: ({ row: { original } }) =>
      original.count === 0 ? (
        ''
      ) : (
        <a className={classes['child']} href={`/traces?text=${encodeURIComponent(original.name)}`}>
          Find
        </a>
      ),
  },
];

/** The catalog of log events with how often each was logged. */
export function LogEventsTab() {
  const query = useConsole<readonly CountedEvent[]>('/api/log-events', { refreshMillis: 4_000 });
  const [level, setLevel] = useState('all');
  const [service, setService] = useState<string | null>(null);
  const [text, setText] = useState('');
  return (
    <QueryState query={query}>
      {(events) => {
        const wanted = text.trim().toLowerCase();
        const shown = events.filter(
          (event) =>
            (level === 'all' || (level === 'logged' ? event.count > 0 : event.level === level)) &&
            (service === null || (event.service ?? 'every') === service) &&
            `${event.name} ${event.description}`.toLowerCase().includes(wanted),
        );
        return (
          <div className={classes['list']}>
            <Group gap="xs" pb="xs">
              <SegmentedControl
                size="xs"
                aria-label="Level"
                data={[
                  { value: 'all', label: `All ${events.length}` },
                  { value: 'logged', label: 'Logged' },
                  { value: 'warn', label: 'Warnings' },
                  { value: 'error', label: 'Errors' },
                ]}
                value={level}
                onChange={setLevel}
              />
              <ServiceSelect
                w={140}
                services={[...new Set(events.map((event) => event.service ?? 'every'))].toSorted()}
                value={service}
                onChange={setService}
              />
              <SearchInput
                label="Search log events"
                placeholder="Search"
                w={240}
                value={text}
                onChange={setText}
              />
              <Text size="xs" c="dimmed">
                Counted in the latest 10,000 lines.
              </Text>
            </Group>
            <DataTable
              label="Log events"
              columns={columns}
              rows={shown}
              rowId={({ name, service: owner = '' }) => `${owner} ${name}`}
              empty={<Empty title="No log event matches">Change the filters.</Empty>}
            />
          </div>
        );
      }}
    </QueryState>
  );
}
