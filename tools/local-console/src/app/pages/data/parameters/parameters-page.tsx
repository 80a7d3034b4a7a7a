import { Badge, Group, Select, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { SearchInput } from '../../../components/search-input.tsx';
import { useAllPages } from '../../../api/use-all-pages.ts';
import { CopyCli } from '../../../components/copy-cli.tsx';
import { type DataColumn, DataTable } from '../../../components/data-table.tsx';
import { formatAge } from '../../../components/format.ts';
import { Empty, QueryState } from '../../../components/query-state.tsx';
import classes from '../tables/tables.module.css';
import { ParameterDrawer } from './parameter-drawer.tsx';
import { matchesParameter, type ParameterMetadata, parseParameterName } from './parameter-view.ts';

/** All parameters of Parameter Store. Values are in the drawer; secrets are masked there. */
export function ParametersPage() {
  const parameters = useAllPages<ParameterMetadata>({
    service: 'ssm',
    operation: 'DescribeParameters',
    input: { MaxResults: 50 },
    items: 'Parameters',
    cursor: { from: 'NextToken', to: 'NextToken' },
    refreshMillis: 10_000,
  });
  return <QueryState query={parameters}>{(all) => <Parameters all={all} />}</QueryState>;
}

function Parameters({ all }: { readonly all: readonly ParameterMetadata[] }) {
  const [filter, setFilter] = useState({ text: '', service: '', type: '' });
  const [opened, setOpened] = useState<string | undefined>();
  const rows = useMemo(() => all.filter((each) => matchesParameter(each, filter)), [all, filter]);
  const services = [...new Set(all.map(({ Name }) => parseParameterName(Name).service))].toSorted();
  return (
    <Stack h="100%" gap="sm">
      <Group gap="xs">
        <SearchInput
          label="Filter by name"
          w={280}
          value={filter.text}
          onChange={(text) => setFilter({ ...filter, text })}
        />
        <Select
          size="xs"
          w={170}
          aria-label="Service"
          value={filter.service}
          allowDeselect={false}
          onChange={(service) => setFilter({ ...filter, service: service ?? '' })}
          data={[
            { value: '', label: 'All services' },
            ...services.filter(Boolean).map((service) => ({ value: service, label: service })),
          ]}
        />
        <Select
          size="xs"
          w={150}
          aria-label="Type"
          value={filter.type}
          allowDeselect={false}
          onChange={(type) => setFilter({ ...filter, type: type ?? '' })}
          data={[
            { value: '', label: 'All types' },
            ...['String', 'StringList', 'SecureString'].map((value) => ({ value, label: value })),
          ]}
        />
        <CopyCli call={{ service: 'ssm', operation: 'DescribeParameters', input: {} }} />
      </Group>
      <div className={classes['grid']!}>
        <DataTable
          label="Parameters"
          columns={columns}
          rows={rows}
          rowId={({ Name }) => Name}
          onSelect={({ Name }) => setOpened(Name)}
          selectedId={opened}
          empty={<Empty title="No parameters">None matches. Change the filters.</Empty>}
        />
      </div>
      <ParameterDrawer
        parameter={all.find(({ Name }) => Name === opened)}
        onClose={() => setOpened(undefined)}
      />
    </Stack>
  );
}

const columns: readonly DataColumn<ParameterMetadata>[] = [
  {
    id: 'service',
    header: 'Service',
    width: 140,
    accessorFn: ({ Name }) => parseParameterName(Name).service,
  },
  {
    id: 'name',
    header: 'Name',
    accessorFn: ({ Name }) => parseParameterName(Name).name,
  },
  {
    id: 'type',
    header: 'Type',
    width: 150,
    accessorFn: ({ Type }) => Type,
    cell: ({ row: { original } }) =>
      original.Type === 'SecureString' ? (
        <Badge
          size="sm"
          variant="light"
          color="orange"
          tt="none"
          leftSection={<IconLock size={11} aria-hidden />}
        >
          SecureString
        </Badge>
      ) : (
        original.Type
      ),
  },
  { id: 'version', header: 'Version', width: 90, accessorFn: ({ Version }) => Version },
  {
    id: 'modified',
    header: 'Modified',
    width: 120,
    accessorFn: ({ LastModifiedDate }) => LastModifiedDate,
    cell: ({ row: { original } }) => formatAge(original.LastModifiedDate ?? 0),
  },
];
