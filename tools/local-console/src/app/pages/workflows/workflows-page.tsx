import { Button, Tabs } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useAws } from '../../api/use-console.ts';
import { Empty, QueryState } from '../../components/query-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ExecutionsTable } from './executions-table.tsx';
import { StartExecution } from './start-execution.tsx';
import {
  listExecutions,
  machineTitle,
  StateMachineList,
  useExecutionLists,
  type StateMachine,
} from './state-machine-list.tsx';
import { Tasks } from './tasks.tsx';
import classes from './workflows.module.css';
import { liveQuery } from '../../api/refresh-on-activity.ts';

/** State machines with their executions, and tasks on ECS. */
export function WorkflowsPage() {
  const { tab = 'executions' } = useSearch({ from: '/workflows' });
  const navigate = useNavigate();
  return (
    <Page title="Workflows">
      <Tabs
        value={tab}
        onChange={(value) =>
          void navigate({ to: '/workflows', search: { tab: value === 'tasks' ? 'tasks' : 'executions' } })
        }
        h="100%"
        style={{ display: 'flex', flexDirection: 'column' }}
        keepMounted={false}
      >
        <Tabs.List mb="sm">
          <Tabs.Tab value="executions">State machines</Tabs.Tab>
          <Tabs.Tab value="tasks">Tasks on ECS</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="executions" flex={1} mih={0}>
          <StateMachines />
        </Tabs.Panel>
        <Tabs.Panel value="tasks" flex={1} mih={0}>
          <Tasks />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function StateMachines() {
  const query = useAws<{ readonly stateMachines: readonly StateMachine[] }>(
    'stepfunctions',
    'ListStateMachines',
  );
  return (
    <QueryState query={query}>
      {({ stateMachines }) =>
        stateMachines.length === 0 ? (
          <Empty title="No state machines">No service deploys a state machine.</Empty>
        ) : (
          <Machines machines={stateMachines.toSorted(byTitle)} />
        )
      }
    </QueryState>
  );
}

function Machines({ machines }: { readonly machines: readonly StateMachine[] }) {
  const { machine } = useSearch({ from: '/workflows' });
  const lists = useExecutionLists(machines);
  const [latest] = lists
    .flatMap((executions) => executions[0] ?? [])
    .toSorted((one, other) => (one.startDate < other.startDate ? 1 : -1));
  const selected =
    machines.find(({ name }) => machineTitle(name).title === machine) ??
    machines.find(({ stateMachineArn }) => stateMachineArn === latest?.stateMachineArn) ??
    machines[0]!;
  return (
    <div className={classes['columns']}>
      <StateMachineList machines={machines} lists={lists} selected={machineTitle(selected.name).title} />
      <Executions key={selected.stateMachineArn} {...selected} />
    </div>
  );
}

const byTitle = (one: StateMachine, other: StateMachine): number =>
  machineTitle(one.name).title < machineTitle(other.name).title ? -1 : 1;

function Executions({ stateMachineArn }: StateMachine) {
  const [isStarting, setStarting] = useState(false);
  const query = useQuery({
    queryKey: ['executions', stateMachineArn],
    queryFn: () => listExecutions(stateMachineArn),
    ...liveQuery(1_000),
  });
  return (
    <QueryState query={query}>
      {(executions) => (
        <>
          <ExecutionsTable
            executions={executions}
            action={
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerPlay size={14} aria-hidden />}
                onClick={() => setStarting(true)}
              >
                Start execution
              </Button>
            }
          />
          <StartExecution
            opened={isStarting}
            onClose={() => setStarting(false)}
            stateMachineArn={stateMachineArn}
            input="{}"
          />
        </>
      )}
    </QueryState>
  );
}
