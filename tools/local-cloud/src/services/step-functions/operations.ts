import { setImmediate } from 'node:timers/promises';
import { AwsError } from '../../contract/aws-error.ts';
import { toHistoryEventView } from './history-event-view.ts';
import type { Execution, ExecutionStatus } from './executions/execution.ts';
import { executionStatus } from './executions/execution.ts';
import type { ExecutionRunner } from './executions/execution-runner.ts';
import type { ExecutionRepository } from './executions/execution-repository.ts';
import type { StateMachine } from './executions/state-machine.ts';
import type { TaskTokens } from './executions/task-tokens.ts';
import { paginate } from './paginate.ts';

/** The request fields of all operations together; the API reference lists those of each operation. */
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
  readonly stateMachines: ReadonlyMap<string, StateMachine>;
  readonly getStateMachine: (arn: string | undefined) => StateMachine;
  readonly runner: ExecutionRunner;
  readonly executions: ExecutionRepository;
  readonly tokens: TaskTokens;
}

/** @param trace the trace header of the call */
type Operation = (input: ApiInput, trace?: string) => unknown;

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export function operations({
  stateMachines,
  getStateMachine,
  runner,
  executions,
  tokens,
}: Dependencies): Readonly<Record<string, Operation>> {
  const findExecution = (executionArn: string | undefined): Execution => {
    if (executionArn?.includes(':express:')) throw unsupportedType('EXPRESS');
    return runner.find(executionArn ?? '');
  };

  return {
    StartExecution({ stateMachineArn, name, input }, trace) {
      const stateMachine = getStateMachine(stateMachineArn);
      const start = stateMachine.type === 'EXPRESS' ? runner.startExpress : runner.start;
      const { execution } = start(stateMachine, { name, input, trace });
      return { executionArn: execution.arn, startDate: execution.startedAtMs / 1000 };
    },
    async StartSyncExecution({ stateMachineArn, name, input }, trace) {
      const stateMachine = getStateMachine(stateMachineArn);
      if (stateMachine.type !== 'EXPRESS') throw unsupportedType('STANDARD');
      const { execution, ended } = runner.startExpress(stateMachine, { name, input, trace });
      const result = await ended;
      if (result === undefined)
        throw new AwsError('ServiceUnavailable', 'The local cloud is shutting down.', 503);
      return {
        ...toExecutionDescription({ ...execution, result }),
        billingDetails: { billedDurationInMilliseconds: 0, billedMemoryUsedInMB: 64 },
      };
    },
    DescribeExecution({ executionArn }) {
      const execution = findExecution(executionArn);
      return {
        ...toExecutionDescription(execution),
        redriveCount: executions.countRedrives(execution.arn),
        ...toRedriveStatus(execution),
      };
    },
    async StopExecution({ executionArn, error, cause }) {
      const { arn } = findExecution(executionArn);
      return { stopDate: (await runner.stop(arn, error, cause)) / 1000 };
    },
    RedriveExecution({ executionArn }, trace) {
      runner.redrive(findExecution(executionArn).arn, trace);
      return { redriveDate: Date.now() / 1000 };
    },
    ListExecutions({ stateMachineArn, statusFilter, ...page }) {
      const stateMachine = getStateMachine(stateMachineArn);
      if (stateMachine.type === 'EXPRESS') throw unsupportedType('EXPRESS');
      const { items, nextToken } = paginate(page, (offset, limit) =>
        executions.listByStateMachine(stateMachine.arn, statusFilter, offset, limit),
      );
      return {
        executions: items.map((execution) => ({
          ...toExecutionListItem(execution),
          redriveCount: executions.countRedrives(execution.arn),
        })),
        nextToken,
      };
    },
    GetExecutionHistory({ executionArn, reverseOrder, includeExecutionData = true, ...page }) {
      const { arn } = findExecution(executionArn);
      const order = reverseOrder === true ? 'DESC' : 'ASC';
      const { items, nextToken } = paginate(page, (offset, limit) =>
        executions.listEvents(arn, order, offset, limit),
      );
      return { events: items.map((event) => toHistoryEventView(event, includeExecutionData)), nextToken };
    },
    DescribeStateMachine({ stateMachineArn }) {
      const { definitionText, roleArn, ...stateMachine } = getStateMachine(stateMachineArn);
      return {
        ...toStateMachineView({ ...stateMachine }),
        status: 'ACTIVE',
        definition: definitionText,
        roleArn,
      };
    },
    DescribeStateMachineForExecution({ executionArn }) {
      const { stateMachineArn, stateMachineName, definitionText, roleArn, startedAtMs } =
        findExecution(executionArn);
      return {
        stateMachineArn,
        name: stateMachineName,
        definition: definitionText,
        roleArn,
        updateDate: startedAtMs / 1000,
      };
    },
    ListStateMachines: () => ({ stateMachines: [...stateMachines.values()].map(toStateMachineView) }),
    async SendTaskSuccess({ taskToken = '', output = '' }) {
      tokens.succeed(taskToken, output);
      return afterNextState();
    },
    async SendTaskFailure({ taskToken = '', error, cause }) {
      tokens.fail(taskToken, error, cause);
      return afterNextState();
    },
    SendTaskHeartbeat({ taskToken = '' }) {
      tokens.heartbeat(taskToken);
      return {};
    },
  };
}

/** Lets the execution store its next state before the caller receives the response. */
async function afterNextState(): Promise<object> {
  await setImmediate();
  return {};
}

const unsupportedType = (type: StateMachine['type']): AwsError =>
  new AwsError(
    'StateMachineTypeNotSupported',
    `This operation is not supported by this type of state machine: ${type}`,
  );

const toStateMachineView = ({
  arn,
  name,
  type,
  createdAtMs,
}: Pick<StateMachine, 'arn' | 'name' | 'type' | 'createdAtMs'>) => ({
  stateMachineArn: arn,
  name,
  type,
  creationDate: createdAtMs / 1000,
});

const toExecutionListItem = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.stateMachineArn,
  name: execution.name,
  status: executionStatus(execution),
  startDate: execution.startedAtMs / 1000,
  ...(execution.result !== undefined && { stopDate: execution.result.stoppedAtMs / 1000 }),
});

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
function toRedriveStatus(execution: Execution) {
  const status = executionStatus(execution);
  if (status === 'FAILED' || status === 'ABORTED') return { redriveStatus: 'REDRIVABLE' };
  const reasons: Readonly<Record<string, string>> = {
    RUNNING: 'Execution is RUNNING and cannot be redriven',
    SUCCEEDED: 'Execution is SUCCEEDED and cannot be redriven',
    TIMED_OUT: 'The local cloud cannot redrive an execution that is TIMED_OUT',
  };
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reasons[status] };
}

const toExecutionDescription = (execution: Execution) => ({
  ...toExecutionListItem(execution),
  input: execution.input,
  inputDetails: { included: true },
  ...(execution.result?.output !== undefined && {
    output: execution.result.output,
    outputDetails: { included: true },
  }),
  ...(execution.result?.error !== undefined && { error: execution.result.error }),
  ...(execution.result?.cause !== undefined && { cause: execution.result.cause }),
});
