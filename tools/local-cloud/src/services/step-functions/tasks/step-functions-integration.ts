import type { AccessControl } from '../../../contract/access-control.ts';
import { executionStatus } from '../executions/execution.ts';
import type { ExecutionResult, Execution } from '../executions/execution.ts';
import type { StartedExecution, StartRequest } from '../executions/execution-runner.ts';
import type { StateMachine } from '../executions/state-machine.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { toStatesError, toJsonText, requiredParameter } from './integration.ts';
import type { Caller, Integrations } from './integration.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'check'>;
  readonly getStateMachine: (arn: string) => StateMachine;
  readonly start: (stateMachine: StateMachine, request: StartRequest) => StartedExecution;
  readonly stop: (executionArn: string) => Promise<unknown>;
}

/** `states:startExecution`: starts an execution of another state machine; `.sync` waits until it has ended. */
export function stepFunctionsIntegration({
  access,
  getStateMachine,
  start,
  stop,
}: Dependencies): Integrations {
  return {
    'states:startExecution': {
      patterns: ['request', 'sync', 'sync:2', 'waitForTaskToken'],
      async call({ input, pattern, caller, signal }) {
        const started = startExecution(input, caller);
        const { arn, startedAtMs } = started.execution;
        if (pattern === 'request' || pattern === 'waitForTaskToken') {
          return { ExecutionArn: arn, StartDate: startedAtMs };
        }
        signal.addEventListener('abort', () => void stopNested(signal, arn), { once: true });
        const result = await started.ended;
        // Happens only when the local cloud shuts down, which interrupts this execution too.
        if (result === undefined)
          throw new StatesError('States.TaskFailed', 'The nested execution was interrupted');
        const described = describe(started.execution, result, pattern);
        if (result.status !== 'SUCCEEDED')
          throw new StatesError('States.TaskFailed', JSON.stringify(described));
        return described;
      },
    },
  };

  function startExecution(input: JsonObject, { principal, trace }: Caller): StartedExecution {
    const stateMachineArn = String(requiredParameter(input, 'StateMachineArn'));
    try {
      access.check(principal, 'states:StartExecution', stateMachineArn);
      const name = input['Name'] === undefined ? undefined : String(input['Name']);
      return start(getStateMachine(stateMachineArn), {
        name,
        input: toJsonText(input['Input'] ?? {}),
        trace,
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'ExecutionAlreadyExists') {
        throw new StatesError('StepFunctions.ExecutionAlreadyExistsException', error.message);
      }
      throw toStatesError('StepFunctions', error);
    }
  }

  /** A nested execution stops with the execution that waits for it, but not when the local cloud shuts down. */
  async function stopNested(signal: AbortSignal, executionArn: string): Promise<void> {
    const { result } = signal.reason as { result?: unknown };
    if (result !== undefined) await stop(executionArn);
  }
}

/** `.sync` returns input and output as text, `.sync:2` as JSON. */
function describe(execution: Execution, result: ExecutionResult, pattern: string): JsonObject {
  const data = (text: string): Json => (pattern === 'sync:2' ? (JSON.parse(text) as Json) : text);
  return {
    ExecutionArn: execution.arn,
    StateMachineArn: execution.stateMachineArn,
    Name: execution.name,
    Status: executionStatus({ ...execution, result }),
    StartDate: execution.startedAtMs,
    StopDate: result.stoppedAtMs,
    Input: data(execution.input),
    ...(result.output !== undefined && { Output: data(result.output) }),
    ...(result.error !== undefined && { Error: result.error }),
    ...(result.cause !== undefined && { Cause: result.cause }),
  };
}
