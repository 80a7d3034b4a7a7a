import { Alert, Anchor, Group, SegmentedControl, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { formatDuration, formatTime } from '../../components/format.ts';
import { JsonView } from '../../components/json-view.tsx';
import type { StateDefinition } from './model/definition.ts';
import { findField, parseJson } from './model/json-text.ts';
import { resourceName } from './model/resource-name.ts';
import type { Visit } from './model/visits.ts';
import { VisitBadge } from './status-badge.tsx';
import type { Execution } from './use-execution.ts';
import classes from './workflows.module.css';

interface InspectorProps {
  readonly execution: Execution;
  readonly visits: readonly Visit[];
  readonly states: ReadonlyMap<string, StateDefinition>;
  readonly selected: string | undefined;
}

// As many as fit side by side: the latest ones.
const MAX_VISITS = 8;

/** The selected state, or the execution itself. */
export function Inspector({ execution, visits, states, selected }: InspectorProps) {
  const state = selected === undefined ? undefined : states.get(selected);
  return (
    <section className={`${classes['panel']} ${classes['inspector']}`} aria-label="Details">
      {selected === undefined || state === undefined ? (
        <ExecutionDetails execution={execution} />
      ) : (
        <StateDetails
          key={selected}
          name={selected}
          state={state}
          visits={visits.filter((visit) => visit.state === selected)}
          correlationId={findField(parseJson(execution.input), 'correlationId')}
        />
      )}
    </section>
  );
}

function ExecutionDetails({ execution }: { readonly execution: Execution }) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        Execution
      </Title>
      <Text size="sm" c="dimmed">
        Select a state in the graph to see its input, output, attempts and definition.
      </Text>
      <ErrorAlert error={execution.error} cause={execution.cause} />
      <Labeled title="Input">
        <JsonView label="Input of the execution" value={parseJson(execution.input)} maxHeight={360} />
      </Labeled>
      {execution.output !== undefined && (
        <Labeled title="Output">
          <JsonView label="Output of the execution" value={parseJson(execution.output)} maxHeight={360} />
        </Labeled>
      )}
    </Stack>
  );
}

interface StateDetailsProps {
  readonly name: string;
  readonly state: StateDefinition;
  readonly visits: readonly Visit[];
  readonly correlationId: string | undefined;
}

function StateDetails({ name, state, visits, correlationId }: StateDetailsProps) {
  const [chosen, choose] = useState(visits.length - 1);
  useEffect(() => choose(visits.length - 1), [visits.length]);
  const visit = visits[Math.min(chosen, visits.length - 1)];
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h5">
          {name}
        </Title>
        {visit && <VisitBadge status={visit.status} />}
      </Group>
      {visits.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Visit"
          data={visits
            .map((_, index) => ({ value: String(index), label: `Visit ${index + 1}` }))
            .slice(-MAX_VISITS)}
          value={String(chosen)}
          onChange={(value) => choose(Number(value))}
        />
      )}
      <Facts state={state} visit={visit} correlationId={correlationId} />
      {visit === undefined ? (
        <>
          <Text size="sm" c="dimmed">
            The execution did not enter this state.
          </Text>
          <JsonView label="Definition" value={state} />
        </>
      ) : (
        <VisitDetails state={state} visit={visit} />
      )}
    </Stack>
  );
}

function Facts({
  state,
  visit,
  correlationId,
}: {
  readonly state: StateDefinition;
  readonly visit: Visit | undefined;
  readonly correlationId: string | undefined;
}) {
  const resource = state.Resource;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['Type', state.Type],
    ...(resource === undefined ? [] : [['Calls', resourceName(resource)] as const]),
    ...(visit === undefined
      ? []
      : ([
          ['Entered', formatTime(visit.enteredAt)],
          ['Time in state', formatDuration((visit.exitedAt ?? Date.now()) - visit.enteredAt)],
          ...(visit.attempts.length > 1 ? [['Retries', visit.attempts.length - 1] as const] : []),
        ] as const)),
    ...(visit === undefined || resource === undefined || correlationId === undefined
      ? []
      : [
          [
            'Invocation',
            <Anchor key="trace" size="sm" href={`/traces/${encodeURIComponent(correlationId)}`}>
              Open in the trace
            </Anchor>,
          ] as const,
        ]),
  ];
  return (
    <Table layout="fixed" verticalSpacing={3} withRowBorders={false}>
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Td w={110} c="dimmed" pl={0}>
              {label}
            </Table.Td>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function VisitDetails({ state, visit }: { readonly state: StateDefinition; readonly visit: Visit }) {
  return (
    <>
      <ErrorAlert error={visit.error} cause={visit.cause} />
      <Tabs defaultValue="io" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="io">Input and output</Tabs.Tab>
          {visit.attempts.length > 0 && (
            <Tabs.Tab value="attempts">Attempts ({visit.attempts.length})</Tabs.Tab>
          )}
          <Tabs.Tab value="definition">Definition</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="io">
          <Stack gap="sm">
            <Labeled title="Input">
              <JsonView label="Input of the state" value={parseJson(visit.input)} maxHeight={320} />
            </Labeled>
            {visit.output !== undefined && (
              <Labeled title="Output">
                <JsonView label="Output of the state" value={parseJson(visit.output)} maxHeight={320} />
              </Labeled>
            )}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="attempts">
          <Attempts visit={visit} />
        </Tabs.Panel>
        <Tabs.Panel value="definition">
          <JsonView label="Definition" value={state} maxHeight={600} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const Attempts = ({ visit }: { readonly visit: Visit }) => (
  <Stack gap="md">
    {visit.attempts.map((attempt, index) => (
      <Stack key={attempt.startedAt + index} gap={6}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            Attempt {index + 1}
          </Text>
          <Text size="sm" c="dimmed">
            {formatTime(attempt.startedAt)} ·{' '}
            {attempt.endedAt === undefined ? 'running' : formatDuration(attempt.endedAt - attempt.startedAt)}
          </Text>
        </Group>
        <ErrorAlert error={attempt.error} cause={attempt.cause} />
        <JsonView
          label={`Task input of attempt ${index + 1}`}
          value={parseJson(attempt.input)}
          maxHeight={180}
        />
        {attempt.output !== undefined && (
          <JsonView
            label={`Task output of attempt ${index + 1}`}
            value={parseJson(attempt.output)}
            maxHeight={180}
          />
        )}
      </Stack>
    ))}
  </Stack>
);

function ErrorAlert({
  error,
  cause,
}: {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}) {
  if (error === undefined) return null;
  const parsed = parseJson(cause);
  return (
    <Alert color="red" title={error} p="xs">
      {typeof parsed === 'object' && parsed !== null ? (
        <JsonView label="Cause" value={parsed} maxHeight={200} />
      ) : (
        <Text size="sm">{cause}</Text>
      )}
    </Alert>
  );
}

const Labeled = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Stack gap={4}>
    <Text size="xs" fw={600} c="dimmed">
      {title}
    </Text>
    {children}
  </Stack>
);
