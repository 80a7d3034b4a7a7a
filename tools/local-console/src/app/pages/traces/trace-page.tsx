import { Anchor, Group } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import type { ActivityChange, Trace } from '../../../../../local-cloud/src/contract/activity.ts';
import { useLiveEvent } from '../../api/live-events.tsx';
import { useConsole } from '../../api/use-console.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Page } from '../../shell/page.tsx';
import { TraceHeader } from './trace-header.tsx';
import { TraceTimeline } from './trace-timeline.tsx';

const traceRoute = getRouteApi('/traces/$traceId');

// A running purchase changes several times per second.
const REFETCH_MILLIS = 400;

/** One trace, followed while it is running. */
export function TracePage() {
  const { traceId } = traceRoute.useParams();
  const query = useConsole<Trace>(`/api/traces/${encodeURIComponent(traceId)}`);
  useRefetchOnChange(traceId, query.refetch);
  return (
    <Page
      title={query.data?.summary.name ?? 'Trace'}
      actions={
        <Anchor component={Link} to="/traces" size="sm">
          <Group gap={2}>
            <IconChevronLeft size={15} aria-hidden /> All traces
          </Group>
        </Anchor>
      }
    >
      <QueryState query={query}>
        {(trace) => (
          <TraceTimeline key={traceId} trace={trace}>
            <TraceHeader trace={trace} />
          </TraceTimeline>
        )}
      </QueryState>
    </Page>
  );
}

function useRefetchOnChange(traceId: string, refetch: () => unknown): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvent<ActivityChange>(
    'activity',
    useCallback(
      ({ traces, lines }) => {
        const isChanged =
          traces.some(({ id }) => id === traceId) ||
          lines.some(({ correlationId }) => correlationId === traceId);
        if (!isChanged) return;
        timer.current ??= setTimeout(() => {
          timer.current = undefined;
          refetch();
        }, REFETCH_MILLIS);
      },
      [traceId, refetch],
    ),
  );
}
