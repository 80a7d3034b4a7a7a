import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ListAndDetails } from '../../components/list-and-details.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import { ServiceSelect } from '../../components/service-select.tsx';
import { DataTable, type DataColumn } from '../../components/data-table.tsx';
import { formatAge } from '../../components/format.ts';
import { Empty, QueryState } from '../../components/query-state.tsx';
import { AlarmDetails } from './alarm-details.tsx';
import { filterAlarms, type AlarmFilters, type ListedAlarm } from './model/alarm-list.ts';
import { SeverityBadge, StateBadge } from './state-badge.tsx';
import { useAlarms } from './use-alarms.ts';

const columns: readonly DataColumn<ListedAlarm>[] = [
  {
    id: 'state',
    header: 'State',
    width: 92,
    accessorFn: ({ state }) => state,
    cell: ({ row }) => <StateBadge state={row.original.state} />,
  },
  {
    id: 'severity',
    header: 'Severity',
    width: 92,
    accessorFn: ({ severity = '' }) => severity,
    cell: ({ row }) => <SeverityBadge severity={row.original.severity} />,
  },
  {
    id: 'alarm',
    header: 'Alarm',
    accessorFn: ({ summary, title }) => summary ?? title,
    cell: ({ row: { original } }) => <span title={original.name}>{original.summary ?? original.title}</span>,
  },
  { id: 'service', header: 'Service', width: 110, accessorFn: ({ service }) => service },
  {
    id: 'since',
    header: 'Since',
    width: 92,
    accessorFn: ({ alarm }) => alarm.StateUpdatedTimestamp,
    cell: ({ row }) => (
      <Text size="xs" c="dimmed">
        {formatAge(row.original.alarm.StateUpdatedTimestamp)}
      </Text>
    ),
  },
];

/** All alarms with their state, and why the selected one has it. */
export function AlarmsTab() {
  const { query, services } = useAlarms();
  const { alarm: selected } = useSearch({ from: '/alarms' });
  const navigate = useNavigate();
  const [filters, setFilters] = useState<AlarmFilters>({
    state: 'all',
    severity: 'all',
    service: null,
    text: '',
  });
  return (
    <QueryState query={query}>
      {(alarms) => {
        const shown = filterAlarms(alarms, filters);
        const alarm = alarms.find(({ name }) => name === selected) ?? shown[0];
        return (
          <ListAndDetails
            list={
              <>
                <Filters alarms={alarms} services={services} filters={filters} onChange={setFilters} />
                <DataTable
                  label="Alarms"
                  columns={columns}
                  rows={shown}
                  rowId={({ name }) => name}
                  selectedId={alarm?.name}
                  onSelect={({ name }) => void navigate({ to: '/alarms', search: { alarm: name } })}
                  empty={<Empty title="No alarm matches">Change the filters.</Empty>}
                />
              </>
            }
            details={alarm && <AlarmDetails key={alarm.name} listed={alarm} alarms={alarms} />}
          />
        );
      }}
    </QueryState>
  );
}

interface FiltersProps {
  readonly alarms: readonly ListedAlarm[];
  readonly services: readonly string[];
  readonly filters: AlarmFilters;
  onChange(filters: AlarmFilters): void;
}

function Filters({ alarms, services, filters, onChange }: FiltersProps) {
  const count = (state: ListedAlarm['state']) => alarms.filter((alarm) => alarm.state === state).length;
  return (
    <Group gap="xs" pb="xs">
      <SegmentedControl
        size="xs"
        aria-label="State"
        data={[
          { value: 'all', label: `All ${alarms.length}` },
          { value: 'ALARM', label: `In alarm ${count('ALARM')}` },
          { value: 'OK', label: `OK ${count('OK')}` },
          { value: 'INSUFFICIENT_DATA', label: `No data ${count('INSUFFICIENT_DATA')}` },
        ]}
        value={filters.state}
        onChange={(state) => onChange({ ...filters, state: state as AlarmFilters['state'] })}
      />
      <Select
        size="xs"
        w={118}
        aria-label="Severity"
        data={[
          { value: 'all', label: 'Any severity' },
          { value: 'critical', label: 'Critical' },
          { value: 'warning', label: 'Warning' },
        ]}
        value={filters.severity}
        allowDeselect={false}
        onChange={(severity) =>
          onChange({ ...filters, severity: (severity ?? 'all') as AlarmFilters['severity'] })
        }
      />
      <ServiceSelect
        w={128}
        services={services}
        value={filters.service}
        onChange={(service) => onChange({ ...filters, service })}
      />
      <SearchInput
        label="Search alarms"
        placeholder="Search"
        flex={1}
        miw={120}
        value={filters.text}
        onChange={(text) => onChange({ ...filters, text })}
      />
    </Group>
  );
}
