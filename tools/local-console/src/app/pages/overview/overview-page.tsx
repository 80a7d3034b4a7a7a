import { Anchor, Breadcrumbs, Group, SegmentedControl, Text } from '@mantine/core';
import { Link, useNavigate, getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { EdgeRate } from '../../../../../local-cloud/src/contract/activity.ts';
import { useConsole } from '../../api/use-console.ts';
import { Empty, QueryState } from '../../components/query-state.tsx';
import type { Graph } from '../../../server/graph/graph.ts';
import { Page } from '../../shell/page.tsx';
import { liveRates } from './edge-rates.ts';
import { GraphCanvas } from './graph-canvas.tsx';
import { OverviewList } from './overview-list.tsx';
import { toDrawing } from './drawing.ts';
import { useBadges } from './use-badges.ts';

const overviewRoute = getRouteApi('/');

const RATE_WINDOW_SECONDS = 60;
const RATE_REFRESH_MILLIS = 1_000;

/** The architecture of what runs, with live rates and errors. */
export function OverviewPage() {
  const { service, view } = overviewRoute.useSearch();
  const navigate = useNavigate();
  const graph = useConsole<Graph>('/api/graph', { refreshMillis: 15_000 });
  const trail =
    service === undefined ? undefined : (
      <Breadcrumbs separator="›" fz="sm">
        <Anchor component={Link} to="/" fz="sm">
          System
        </Anchor>
        <Text fz="sm" fw={600}>
          {service}
        </Text>
      </Breadcrumbs>
    );
  return (
    <Page
      title="Overview"
      description={
        service === undefined ? 'All services and how they reach each other' : `What ${service} consists of`
      }
      actions={
        <Group gap="md">
          {trail}
          <SegmentedControl
            size="xs"
            aria-label="View"
            value={view ?? 'graph'}
            data={[
              { value: 'graph', label: 'Graph' },
              { value: 'list', label: 'List' },
            ]}
            onChange={(value) =>
              void navigate({
                to: '/',
                search: {
                  ...(service === undefined ? {} : { service }),
                  ...(value === 'list' ? { view: 'list' as const } : {}),
                },
              })
            }
          />
        </Group>
      }
    >
      <QueryState query={graph}>
        {(data) =>
          data.nodes.length === 0 ? (
            <Empty title="Nothing is deployed">Package a service: npx nx package NAME --stage=local</Empty>
          ) : (
            <Architecture graph={data} service={service} isList={view === 'list'} />
          )
        }
      </QueryState>
    </Page>
  );
}

interface ArchitectureProps {
  readonly graph: Graph;
  readonly service: string | undefined;
  readonly isList: boolean;
}

/** The system or one service, as a graph or as a list. */
function Architecture({ graph, service, isList }: ArchitectureProps) {
  const rates = useConsole<readonly EdgeRate[]>(`/api/rates?seconds=${RATE_WINDOW_SECONDS}`, {
    refreshMillis: RATE_REFRESH_MILLIS,
  });
  const badgesOf = useBadges(graph);
  const rateOf = useMemo(() => liveRates(rates.data ?? [], RATE_WINDOW_SECONDS), [rates.data]);
  const drawing = useMemo(() => toDrawing(graph, service), [graph, service]);
  const View = isList ? OverviewList : GraphCanvas;
  return <View drawing={drawing} rateOf={rateOf} badgesOf={badgesOf} />;
}
