import { Group, NavLink, Stack, Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tag } from '../../components/tag.tsx';
import { callAws } from '../../api/request.ts';
import { lastPart, parseDeployedName } from '../../aws/deployed-name.ts';
import type { ListedExecution } from './model/execution-list.ts';
import { liveQuery } from '../../api/refresh-on-activity.ts';

export interface StateMachine {
  readonly stateMachineArn: string;
  readonly name: string;
}

/** `PlaceOrder` of `orders`: the name in the template without its type. */
export function machineTitle(nameOrArn: string): { readonly title: string; readonly service: string } {
  const { service, name } = parseDeployedName(lastPart(nameOrArn));
  return { service, title: name.replace(/StateMachine$/, '') };
}

/** The executions of each state machine, in the order of the machines, live. */
export const useExecutionLists = (
  machines: readonly StateMachine[],
): readonly (readonly ListedExecution[])[] =>
  useQueries({
    queries: machines.map(({ stateMachineArn }) => ({
      queryKey: ['executions', stateMachineArn],
      queryFn: () => listExecutions(stateMachineArn),
      ...liveQuery(1_000),
    })),
  }).map(({ data = [] }) => data);

/** All state machines with how many of their executions run or failed. */
export function StateMachineList({
  machines,
  lists,
  selected,
}: {
  readonly machines: readonly StateMachine[];
  readonly lists: readonly (readonly ListedExecution[])[];
  readonly selected: string | undefined;
}) {
  return (
    <Stack gap={2} component="nav" aria-label="State machines">
      {machines.map(({ stateMachineArn, name }, index) => {
        const { title, service } = machineTitle(name);
        const executions = lists[index] ?? [];
        return (
          <NavLink
            key={stateMachineArn}
            renderRoot={(props) => <Link to="/workflows" search={{ machine: title }} {...props} />}
            label={title}
            description={service}
            active={title === selected}
            rightSection={<Counts executions={executions} />}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
            styles={{ description: { color: 'var(--mantine-color-text)' } }}
          />
        );
      })}
    </Stack>
  );
}

function Counts({ executions }: { readonly executions: readonly ListedExecution[] }) {
  const count = (wanted: ListedExecution['status']) =>
    executions.filter(({ status }) => status === wanted).length;
  const [running, failed] = [count('RUNNING'), count('FAILED') + count('TIMED_OUT')];
  return (
    <Group gap={4}>
      {running > 0 && <Tag color="blue">{running} running</Tag>}
      {failed > 0 && <Tag color="red">{failed} failed</Tag>}
      <Text size="xs" c="dimmed">
        {executions.length}
      </Text>
    </Group>
  );
}

// More than a day of local work; the table renders only what is in view.
const MAX_PAGES = 5;
const PAGE_SIZE = 1_000;

/** The latest executions of a state machine, newest first. */
export async function listExecutions(stateMachineArn: string): Promise<readonly ListedExecution[]> {
  const executions: ListedExecution[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const input = { stateMachineArn, maxResults: PAGE_SIZE, ...(nextToken !== undefined && { nextToken }) };
    const answer = await callAws<{ executions: ListedExecution[]; nextToken?: string }>(
      'stepfunctions',
      'ListExecutions',
      input,
    );
    executions.push(...answer.executions);
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return executions;
}
