import { Group, SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { ListAndDetails } from '../../components/list-and-details.tsx';
import { SearchInput } from '../../components/search-input.tsx';
import { ServiceSelect } from '../../components/service-select.tsx';
import { useConsole } from '../../api/use-console.ts';
import { DataTable, type DataColumn } from '../../components/data-table.tsx';
import { Empty, QueryState } from '../../components/query-state.tsx';
import { Tag } from '../../components/tag.tsx';
import { Page } from '../../shell/page.tsx';
import type { ReportedRole } from '../../../server/access/reported-role.ts';
import { filterRoles, refusedFirst, roleUse, type RoleFilters, type RoleUse } from './model/role-list.ts';
import { RoleDetails } from './role-details.tsx';

const columns: readonly DataColumn<RoleUse>[] = [
  { id: 'service', header: 'Service', width: 100, accessorFn: ({ role }) => role.service },
  { id: 'name', header: 'Role', accessorFn: ({ role }) => role.name },
  { id: 'kind', header: 'Used by', width: 104, accessorFn: ({ role }) => role.kind },
  { id: 'called', header: 'Called', width: 72, accessorFn: ({ called }) => called },
  {
    id: 'unused',
    header: 'Not called',
    width: 92,
    accessorFn: ({ unused }) => unused,
    cell: ({ row: { original } }) =>
      original.unused === 0 ? (
        ''
      ) : (
        <Text span size="sm" c="dimmed">
          {original.unused}
        </Text>
      ),
  },
  {
    id: 'refused',
    header: 'Refused',
    width: 92,
    accessorFn: ({ refused }) => refused,
    cell: ({ row: { original } }) =>
      original.refused === 0 ? (
        ''
      ) : (
        <Tag color="red" variant="filled">
          {original.refused}
        </Tag>
      ),
  },
];

/** What each role allows against what was called. */
export function AccessPage() {
  const query = useConsole<readonly ReportedRole[]>('/api/access', { refreshMillis: 4_000 });
  return (
    <Page
      title="Access"
      description="What the roles of functions, tasks, state machines and schedules allow, and what was called since the start."
    >
      <QueryState query={query}>{(roles) => <Roles roles={roles} />}</QueryState>
    </Page>
  );
}

function Roles({ roles }: { readonly roles: readonly ReportedRole[] }) {
  const [filters, setFilters] = useState<RoleFilters>({ show: 'all', service: null, text: '' });
  const [selected, select] = useState<string>();
  const all = useMemo(() => roles.map(roleUse).toSorted(refusedFirst), [roles]);
  const shown = useMemo(() => filterRoles(all, filters), [all, filters]);
  const use = all.find(({ id }) => id === selected) ?? shown[0];
  return (
    <ListAndDetails
      list={
        <>
          <Filters all={all} filters={filters} onChange={setFilters} />
          <DataTable
            label="Roles"
            columns={columns}
            rows={shown}
            rowId={({ id }) => id}
            selectedId={use?.id}
            onSelect={({ id }) => select(id)}
            empty={<Empty title="No role matches">Change the filters.</Empty>}
          />
        </>
      }
      details={use && <RoleDetails key={use.id} role={use.role} />}
    />
  );
}

interface FiltersProps {
  readonly all: readonly RoleUse[];
  readonly filters: RoleFilters;
  onChange(filters: RoleFilters): void;
}

function Filters({ all, filters, onChange }: FiltersProps) {
  const services = [...new Set(all.map(({ role }) => role.service))];
  return (
    <Group gap="xs" pb="xs">
      <SegmentedControl
        size="xs"
        aria-label="Roles"
        data={[
          { value: 'all', label: `All ${all.length}` },
          { value: 'refused', label: `Refused ${all.filter(({ refused }) => refused > 0).length}` },
          { value: 'unused', label: `Not called ${all.filter(({ unused }) => unused > 0).length}` },
        ]}
        value={filters.show}
        onChange={(show) => onChange({ ...filters, show: show as RoleFilters['show'] })}
      />
      <ServiceSelect
        w={140}
        services={services}
        value={filters.service}
        onChange={(service) => onChange({ ...filters, service })}
      />
      <SearchInput
        label="Search roles"
        placeholder="Role, action or resource"
        flex={1}
        miw={130}
        value={filters.text}
        onChange={(text) => onChange({ ...filters, text })}
      />
    </Group>
  );
}
