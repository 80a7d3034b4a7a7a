import type { AccessControl } from '../../../contract/access-control.ts';
import { statusOf } from '../executions/execution.ts';
import type { Ending, Execution } from '../executions/execution.ts';
import type { Started, StartRequest } from '../executions/executions.ts';
import type { Machine } from '../executions/machine.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { failureOf, jsonText, parameter } from './integration.ts';
import type { Integrations } from './integration.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'check'>;
  readonly machineOf: (arn: string) => Machine;
  readonly start: (machine: Machine, request: StartRequest) => Started;
  readonly stop: (executionArn: string) => Promise<unknown>;
}

/** `states:startExecution`: another state machine as a step of this one. */
export function nestedExecutions({ access, machineOf, start, stop }: Dependencies): Integrations {
  return {
    'states:startExecution': {
      patterns: ['request', 'sync', 'sync:2', 'waitForTaskToken'],
      async call({ input, pattern, caller, signal }) {
        const started = startAs(input, caller.principal);
        const { arn, startedAtMs } = started.execution;
        if (pattern === 'request' || pattern === 'waitForTaskToken') {
          return { ExecutionArn: arn, StartDate: startedAtMs };
        }
        signal.addEventListener('abort', () => void stopWith(signal, arn), { once: true });
        const ending = await started.ended;
        // Only at the stop of the local cloud: this execution is interrupted too.
        if (ending === undefined)
          throw new StatesError('States.TaskFailed', 'The nested execution was interrupted');
        const described = describe(started.execution, ending, pattern);
        if (ending.status !== 'SUCCEEDED')
          throw new StatesError('States.TaskFailed', JSON.stringify(described));
        return described;
      },
    },
  };

  function startAs(input: JsonObject, principal: Parameters<AccessControl['check']>[0]): Started {
    const machineArn = String(parameter(input, 'StateMachineArn'));
    try {
      access.check(principal, 'states:StartExecution', machineArn);
      const name = input['Name'] === undefined ? undefined : String(input['Name']);
      return start(machineOf(machineArn), { name, input: jsonText(input['Input'] ?? {}) });
    } catch (error) {
      if (error instanceof Error && error.name === 'ExecutionAlreadyExists') {
        throw new StatesError('StepFunctions.ExecutionAlreadyExistsException', error.message);
      }
      throw failureOf('StepFunctions', error);
    }
  }

  /** A nested execution ends with the one that waits for it, unless the local cloud only stops. */
  async function stopWith(signal: AbortSignal, executionArn: string): Promise<void> {
    const { ending } = signal.reason as { ending?: unknown };
    if (ending !== undefined) await stop(executionArn);
  }
}

/** `.sync` gives input and output as text, `.sync:2` as JSON. */
function describe(execution: Execution, ending: Ending, pattern: string): JsonObject {
  const data = (text: string): Json => (pattern === 'sync:2' ? (JSON.parse(text) as Json) : text);
  return {
    ExecutionArn: execution.arn,
    StateMachineArn: execution.machineArn,
    Name: execution.name,
    Status: statusOf({ ...execution, ending }),
    StartDate: execution.startedAtMs,
    StopDate: ending.stoppedAtMs,
    Input: data(execution.input),
    ...(ending.output !== undefined && { Output: data(ending.output) }),
    ...(ending.error !== undefined && { Error: ending.error }),
    ...(ending.cause !== undefined && { Cause: ending.cause }),
  };
}
