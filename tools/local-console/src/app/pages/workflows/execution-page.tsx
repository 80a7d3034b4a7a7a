import { Anchor, Button, Group, SegmentedControl, Tabs, Text } from '@mantine/core';
import { IconTimeline } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { formatDuration, formatTime } from '../../components/format.ts';
import { QueryState } from '../../components/query-state.tsx';
import { Page } from '../../shell/page.tsx';
import { EventTable } from './event-table.tsx';
import { ExecutionActions } from './execution-actions.tsx';
import { ExecutionGraph } from './execution-graph.tsx';
import { Inspector } from './inspector.tsx';
import { IterationSelect, type IterationChoice } from './iteration-select.tsx';
import { statesOf, type Definition } from './model/definition.ts';
import { durationOf } from './model/execution-list.ts';
import { visitedPart } from './model/graph-layout.ts';
import { findField, parseJson } from './model/json-text.ts';
import { inIteration, outcomes, takenTransitions } from './model/outcomes.ts';
import { stateGraph } from './model/state-graph.ts';
import { visitsOf } from './model/visits.ts';
import type { HistoryEvent } from './model/history.ts';
import { machineTitle } from './state-machine-list.tsx';
import { ExecutionBadge } from './status-badge.tsx';
import { Timeline } from './timeline-chart.tsx';
import { useExecution, type Execution } from './use-execution.ts';
import classes from './workflows.module.css';

/** One execution: its graph, the selected state, its time and events. */
export function ExecutionPage() {
  const { executionArn } = useParams({ from: '/workflows/$executionArn' });
  const { execution, history, definition } = useExecution(executionArn);
  const { title, service } = machineTitle(executionArn.split(':').at(-2) ?? '');
  const { data } = execution;
  return (
    <Page
      title={title}
      actions={data && <ExecutionActions execution={data} />}
      subtitle={
        <Group gap="xs" mt={2}>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/workflows" search={{ machine: title }} {...props} />}
          >
            {service}
          </Anchor>
          <span className={classes['mono']}>{executionArn.split(':').at(-1)}</span>
          {data && <Summary execution={data} events={history.length} />}
        </Group>
      }
    >
      <QueryState query={execution}>
        {(loaded) =>
          definition === undefined ? null : (
            <Body execution={loaded} history={history} definition={definition} />
          )
        }
      </QueryState>
    </Page>
  );
}

function Summary({ execution, events }: { readonly execution: Execution; readonly events: number }) {
  const correlationId = findField(parseJson(execution.input), 'correlationId');
  return (
    <>
      <ExecutionBadge status={execution.status} />
      <Text size="sm" c="dimmed">
        {formatDuration(durationOf(execution, Date.now()))} · started {formatTime(execution.startDate)} ·{' '}
        {events} events
        {execution.redriveCount ? ` · redriven ${execution.redriveCount} times` : ''}
      </Text>
      {correlationId !== undefined && (
        <Button
          component="a"
          href={`/traces/${encodeURIComponent(correlationId)}`}
          size="compact-xs"
          variant="light"
          leftSection={<IconTimeline size={13} aria-hidden />}
        >
          Trace
        </Button>
      )}
    </>
  );
}

function Body({
  execution,
  history,
  definition,
}: {
  readonly execution: Execution;
  readonly history: readonly HistoryEvent[];
  readonly definition: Definition;
}) {
  const [selected, select] = useState<string>();
  const [scope, setScope] = useState<'all' | 'visited'>('all');
  const [iteration, setIteration] = useState<IterationChoice>();

  const whole = useMemo(() => stateGraph(definition), [definition]);
  const states = useMemo(() => statesOf(definition), [definition]);
  const allVisits = useMemo(() => visitsOf(history), [history]);
  const visits = useMemo(
    () => (iteration === undefined ? allVisits : inIteration(allVisits, iteration)),
    [allVisits, iteration],
  );
  const taken = useMemo(() => takenTransitions(visits, whole), [visits, whole]);
  const byState = outcomes(visits, Date.now());
  const visitedNames = [...byState.keys()].join('\n');
  const graph = useMemo(
    () => (scope === 'all' ? whole : visitedPart(whole, new Set(visitedNames.split('\n')), taken)),
    [scope, whole, visitedNames, taken],
  );

  return (
    <div className={classes['execution']}>
      <div className={`${classes['panel']} ${classes['graph']}`}>
        <div className={classes['graphTools']}>
          <SegmentedControl
            size="xs"
            aria-label="What the graph shows"
            data={[
              { value: 'all', label: 'State machine' },
              { value: 'visited', label: 'Path taken' },
            ]}
            value={scope}
            onChange={(value) => setScope(value as 'all' | 'visited')}
          />
          <IterationSelect visits={allVisits} states={states} value={iteration} onChange={setIteration} />
        </div>
        <ExecutionGraph
          graph={graph}
          states={states}
          outcomes={byState}
          taken={taken}
          selected={selected}
          onSelect={select}
        />
      </div>
      <Inspector execution={execution} visits={visits} states={states} selected={selected} />
      <Tabs className={`${classes['panel']} ${classes['below']}`} defaultValue="timeline" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
          <Tabs.Tab value="events">Events ({history.length})</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline" className={classes['tabPanel']!}>
          <Timeline execution={execution} visits={visits} selected={selected} onSelect={select} />
        </Tabs.Panel>
        <Tabs.Panel value="events" className={classes['tabPanel']!}>
          <EventTable history={history} startDate={execution.startDate} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
