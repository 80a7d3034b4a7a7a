import { Group, Select, Stack } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ActivityChange, LogLine } from '../../../../../local-cloud/src/contract/activity.ts';
import { useConsole } from '../../api/use-console.ts';
import { ServiceSelect } from '../../components/service-select.tsx';
import { Page } from '../../shell/page.tsx';
import type { SystemInfo } from '../../../server/routes/system.ts';
import { AreaTabs } from './area-tabs.tsx';
import { ClearFilters } from './clear-filters.tsx';
import { FilterInput } from './filter-input.tsx';
import { LogList } from './log-list.tsx';
import { LiveContent } from './live-content.tsx';
import { type LogFilters, levels, matchesLine, parseLogFilters } from './model/log-filters.ts';
import { liveList } from './model/live-list.ts';
import { hasFilters, toQueryString } from './model/trace-filters.ts';
import { NothingRecorded } from './nothing-recorded.tsx';
import { useLiveList } from './use-live-list.ts';

const logsRoute = getRouteApi('/traces/logs');

const MAXIMUM = 10_000;
const lines = liveList<LogLine>({
  idOf: ({ sequence }) => sequence,
  orderOf: ({ sequence }) => sequence,
  maximum: MAXIMUM,
});

/** The newest log lines of all functions and tasks, with filters that are in the URL. */
export function LogsPage() {
  const filters = logsRoute.useSearch();
  const live = useLiveList({
    path: `/api/logs?${toQueryString({ ...filters, limit: MAXIMUM })}`,
    list: lines,
    changes: useCallback(
      (change: ActivityChange) => change.lines.filter((line) => matchesLine(line, filters)),
      [filters],
    ),
  });
  const [opened, setOpened] = useState<number>();
  return (
    <Page
      title="Traces"
      description="What functions and tasks logged, newest first"
      actions={<AreaTabs active="logs" count={live.shown.length} />}
    >
      <Stack h="100%" gap="xs">
        <Filters filters={filters} />
        <LiveContent query={live.query} hasContent={live.shown.length > 0}>
          <LogList
            lines={live.shown}
            waiting={live.waiting}
            opened={opened}
            onOpen={setOpened}
            onAtTop={live.onAtTop}
            empty={<NothingRecorded entry="log line" isFiltered={hasFilters(filters)} />}
          />
        </LiveContent>
      </Stack>
    </Page>
  );
}

const levelOptions = levels.map((level) => ({
  value: level,
  label: level === 'ERROR' ? 'Errors' : `${level.charAt(0)}${level.slice(1).toLowerCase()} and above`,
}));

/** The filters above the lines. */
function Filters({ filters }: { readonly filters: LogFilters }) {
  const navigate = useNavigate();
  const system = useConsole<SystemInfo>('/api/system');
  const set = (change: Readonly<Record<string, unknown>>) =>
    void navigate({ to: '/traces/logs', search: parseLogFilters({ ...filters, ...change }), replace: true });
  return (
    <Group gap="xs" wrap="wrap" role="search" aria-label="Filter log lines">
      <FilterInput
        label="Search the text"
        leftSection={<IconSearch size={14} aria-hidden />}
        w={230}
        value={filters.text}
        onFilter={(text) => set({ text })}
      />
      <Select
        size="xs"
        w={138}
        aria-label="Level"
        placeholder="Level"
        clearable
        data={levelOptions}
        value={filters.level ?? null}
        onChange={(level) => set({ level })}
      />
      <ServiceSelect
        w={130}
        placeholder="Service"
        searchable
        services={system.data?.services.toSorted() ?? []}
        value={filters.service}
        onChange={(service) => set({ service })}
      />
      <FilterInput
        label="Function"
        w={190}
        value={filters.functionName}
        onFilter={(functionName) => set({ functionName })}
      />
      <FilterInput label="Log event" w={130} value={filters.event} onFilter={(event) => set({ event })} />
      <FilterInput
        label="Correlation id"
        w={136}
        value={filters.correlationId}
        onFilter={(correlationId) => set({ correlationId })}
      />
      {hasFilters(filters) && (
        <ClearFilters onClear={() => void navigate({ to: '/traces/logs', search: {} })} />
      )}
    </Group>
  );
}
