import { Group, Select, Stack } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { ActivityChange, TraceSummary } from '../../../../../local-cloud/src/contract/activity.ts';
import { useConsole } from '../../api/use-console.ts';
import { ServiceSelect } from '../../components/service-select.tsx';
import { Page } from '../../shell/page.tsx';
import type { SystemInfo } from '../../../server/routes/system.ts';
import { AreaTabs } from './area-tabs.tsx';
import { ClearFilters } from './clear-filters.tsx';
import { FilterInput } from './filter-input.tsx';
import { LiveContent } from './live-content.tsx';
import { liveList } from './model/live-list.ts';
import { type TraceFilters, hasFilters, toQueryString, withFilter } from './model/trace-filters.ts';
import { TraceList } from './trace-list.tsx';
import { NothingRecorded } from './nothing-recorded.tsx';
import { useLiveList } from './use-live-list.ts';

const tracesRoute = getRouteApi('/traces');

const MAXIMUM = 1_000;
const traces = liveList<TraceSummary>({
  idOf: ({ id }) => id,
  orderOf: ({ startedAt }) => startedAt,
  maximum: MAXIMUM,
});
const removed = (change: ActivityChange) => change.removed;

/** The newest requests and purchases, with filters that are in the URL. */
export function TracesPage() {
  const filters = tracesRoute.useSearch();
  const isFiltered = hasFilters(filters);
  const live = useLiveList({
    path: `/api/traces?${toQueryString({ ...filters, limit: MAXIMUM })}`,
    list: traces,
    changes: useCallback((change) => (isFiltered ? undefined : change.traces), [isFiltered]),
    removed,
  });
  return (
    <Page
      title="Traces"
      description="Each request, purchase or schedule with everything it caused"
      actions={<AreaTabs active="traces" count={live.shown.length} />}
    >
      <Stack h="100%" gap="xs">
        <Filters filters={filters} />
        <LiveContent query={live.query} hasContent={live.shown.length > 0}>
          <TraceList
            traces={live.shown}
            waiting={live.waiting}
            onAtTop={live.onAtTop}
            empty={<NothingRecorded entry="trace" isFiltered={isFiltered} />}
          />
        </LiveContent>
      </Stack>
    </Page>
  );
}

const statuses = [
  { value: 'error', label: 'Failed' },
  { value: 'running', label: 'Running' },
  { value: '2xx', label: '2xx' },
  { value: '4xx', label: '4xx' },
  { value: '5xx', label: '5xx' },
];

/** The filters above the list. */
function Filters({ filters }: { readonly filters: TraceFilters }) {
  const navigate = useNavigate();
  const system = useConsole<SystemInfo>('/api/system');
  const set = (change: Partial<Record<keyof TraceFilters, unknown>>) =>
    void navigate({ to: '/traces', search: withFilter(filters, change), replace: true });
  const statusOptions = statuses.some(({ value }) => value === filters.status)
    ? statuses
    : [
        ...statuses,
        ...(filters.status === undefined ? [] : [{ value: filters.status, label: filters.status }]),
      ];
  return (
    <Group gap="xs" wrap="wrap" role="search" aria-label="Filter traces">
      <FilterInput
        label="Search ids, functions, errors, lines"
        leftSection={<IconSearch size={14} aria-hidden />}
        w={222}
        value={filters.text}
        onFilter={(text) => set({ text })}
      />
      <FilterInput label="Route" w={116} value={filters.route} onFilter={(route) => set({ route })} />
      <Select
        size="xs"
        w={98}
        aria-label="Status"
        placeholder="Status"
        clearable
        data={statusOptions}
        value={filters.status ?? null}
        onChange={(status) => set({ status })}
      />
      <ServiceSelect
        w={112}
        placeholder="Service"
        searchable
        services={system.data?.services.toSorted() ?? []}
        value={filters.service}
        onChange={(service) => set({ service })}
      />
      <FilterInput
        label="Min. ms"
        w={78}
        inputMode="numeric"
        value={filters.minimumMillis}
        onFilter={(minimumMillis) => set({ minimumMillis })}
      />
      <FilterInput
        label="Customer"
        w={104}
        value={filters.customerId}
        onFilter={(customerId) => set({ customerId })}
      />
      <FilterInput label="Order" w={104} value={filters.orderId} onFilter={(orderId) => set({ orderId })} />
      <FilterInput
        label="Correlation id"
        w={116}
        value={filters.correlationId}
        onFilter={(correlationId) => set({ correlationId })}
      />
      {hasFilters(filters) && <ClearFilters onClear={() => void navigate({ to: '/traces', search: {} })} />}
    </Group>
  );
}
