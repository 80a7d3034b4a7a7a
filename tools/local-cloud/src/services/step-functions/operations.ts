import { setImmediate } from 'node:timers/promises';
import { AwsError } from '../../contract/aws-error.ts';
import { eventView } from './event-view.ts';
import type { Execution, ExecutionStatus } from './executions/execution.ts';
import { statusOf } from './executions/execution.ts';
import type { Executions } from './executions/executions.ts';
import type { Journal } from './executions/journal.ts';
import type { Machine } from './executions/machine.ts';
import type { TaskTokens } from './executions/task-tokens.ts';
import { pageSchema } from './pages.ts';

/** Request fields as the API has them; which ones an operation needs, the API reference says. */
export interface ApiInput {
  readonly stateMachineArn?: string;
  readonly executionArn?: string;
  readonly name?: string;
  readonly input?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly taskToken?: string;
  readonly output?: string;
  readonly statusFilter?: ExecutionStatus;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly reverseOrder?: boolean;
  readonly includeExecutionData?: boolean;
}

interface Dependencies {
  readonly machines: ReadonlyMap<string, Machine>;
  readonly machineOf: (arn: string | undefined) => Machine;
  readonly executions: Executions;
  readonly journal: Journal;
  readonly tokens: TaskTokens;
}

type Operation = (input: ApiInput) => unknown;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export function operations({
  machines,
  machineOf,
  executions,
  journal,
  tokens,
}: Dependencies): Readonly<Record<string, Operation>> {
  const named = (executionArn: string | undefined): Execution => {
    if (executionArn?.includes(':express:')) throw unsupportedFor('EXPRESS');
    return executions.find(executionArn ?? '');
  };

  return {
    StartExecution({ stateMachineArn, name, input }) {
      const machine = machineOf(stateMachineArn);
      const start = machine.type === 'EXPRESS' ? executions.startExpress : executions.start;
      const { execution } = start(machine, { name, input });
      return { executionArn: execution.arn, startDate: execution.startedAtMs / 1000 };
    },
    async StartSyncExecution({ stateMachineArn, name, input }) {
      const machine = machineOf(stateMachineArn);
      if (machine.type !== 'EXPRESS') throw unsupportedFor('STANDARD');
      const { execution, ended } = executions.startExpress(machine, { name, input });
      const ending = await ended;
      if (ending === undefined) throw new AwsError('ServiceUnavailable', 'The local cloud stops.', 503);
      return {
        ...executionView({ ...execution, ending }),
        billingDetails: { billedDurationInMilliseconds: 0, billedMemoryUsedInMB: 64 },
      };
    },
    DescribeExecution: ({ executionArn }) => executionView(named(executionArn)),
    async StopExecution({ executionArn, error, cause }) {
      const { arn } = named(executionArn);
      return { stopDate: (await executions.stop(arn, error, cause)) / 1000 };
    },
    RedriveExecution({ executionArn }) {
      executions.redrive(named(executionArn).arn);
      return { redriveDate: Date.now() / 1000 };
    },
    ListExecutions({ stateMachineArn, statusFilter, ...page }) {
      const machine = machineOf(stateMachineArn);
      if (machine.type === 'EXPRESS') throw unsupportedFor('EXPRESS');
      const { items, nextToken } = pageSchema(page, (offset, limit) =>
        journal.list(machine.arn, statusFilter, offset, limit),
      );
      return { executions: items.map(summaryOf), nextToken };
    },
    GetExecutionHistory({ executionArn, reverseOrder, includeExecutionData = true, ...page }) {
      const { arn } = named(executionArn);
      const order = reverseOrder === true ? 'DESC' : 'ASC';
      const { items, nextToken } = pageSchema(page, (offset, limit) =>
        journal.history(arn, order, offset, limit),
      );
      return { events: items.map((event) => eventView(event, includeExecutionData)), nextToken };
    },
    DescribeStateMachine({ stateMachineArn }) {
      const { definitionText, roleArn, ...machine } = machineOf(stateMachineArn);
      return { ...machineView({ ...machine }), status: 'ACTIVE', definition: definitionText, roleArn };
    },
    DescribeStateMachineForExecution({ executionArn }) {
      const { machineArn, machineName, definitionText, roleArn, startedAtMs } = named(executionArn);
      return {
        stateMachineArn: machineArn,
        name: machineName,
        definition: definitionText,
        roleArn,
        updateDate: startedAtMs / 1000,
      };
    },
    ListStateMachines: () => ({ stateMachines: [...machines.values()].map(machineView) }),
    async SendTaskSuccess({ taskToken = '', output = '' }) {
      tokens.succeed(taskToken, output);
      return settled();
    },
    async SendTaskFailure({ taskToken = '', error, cause }) {
      tokens.fail(taskToken, error, cause);
      return settled();
    },
    SendTaskHeartbeat({ taskToken = '' }) {
      tokens.heartbeat(taskToken);
      return {};
    },
  };
}

/** What follows an answered task is in the journal before the caller hears that the answer was taken. */
async function settled(): Promise<object> {
  await setImmediate();
  return {};
}

const unsupportedFor = (type: Machine['type']): AwsError =>
  new AwsError(
    'StateMachineTypeNotSupported',
    `This operation is not supported by this type of state machine: ${type}`,
  );

const machineView = ({
  arn,
  name,
  type,
  createdAtMs,
}: Pick<Machine, 'arn' | 'name' | 'type' | 'createdAtMs'>) => ({
  stateMachineArn: arn,
  name,
  type,
  creationDate: createdAtMs / 1000,
});

const summaryOf = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: statusOf(execution),
  startDate: execution.startedAtMs / 1000,
  ...(execution.ending !== undefined && { stopDate: execution.ending.stoppedAtMs / 1000 }),
});

const executionView = (execution: Execution) => ({
  ...summaryOf(execution),
  input: execution.input,
  inputDetails: { included: true },
  ...(execution.ending?.output !== undefined && {
    output: execution.ending.output,
    outputDetails: { included: true },
  }),
  ...(execution.ending?.error !== undefined && { error: execution.ending.error }),
  ...(execution.ending?.cause !== undefined && { cause: execution.ending.cause }),
});
