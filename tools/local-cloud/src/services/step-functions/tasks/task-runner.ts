import type { Faults } from '../../../contract/faults.ts';
import type { RolePrincipal } from '../../../contract/principal.ts';
import type { Execution } from '../executions/execution.ts';
import type { TaskTokens } from '../executions/task-tokens.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';
import { runtimeError, StatesError } from '../language/states-error.ts';
import type { TaskCall } from '../language/interpreter-host.ts';
import type { Caller, Integrations } from './integration.ts';
import { parseResource } from './task-resource.ts';

interface Dependencies {
  readonly invokeFunction: (functionArn: string, event: Json, caller: Caller) => Promise<Json>;
  readonly integrations: Integrations;
  readonly tokens: TaskTokens;
  readonly faults: Pick<Faults, 'choose'>;
  /** Runs a wait that does not count as active work. */
  readonly whileIdle: <T>(wait: () => Promise<T>) => Promise<T>;
}

/** Runs one attempt of a task with the role of its state machine. */
export function createTaskRunner({ invokeFunction, integrations, tokens, faults, whileIdle }: Dependencies) {
  return async (call: TaskCall, execution: Execution): Promise<Json> => {
    const fault = faults.choose(toFaultPoint(call, execution));
    if (fault?.action === 'failed') throw new StatesError('States.TaskFailed', 'An injected fault.');
    if (fault?.action === 'delivered-again') await run(call, execution);
    return run(call, execution);
  };

  async function run(call: TaskCall, execution: Execution): Promise<Json> {
    const { trace } = call;
    const caller = { principal: toPrincipal(execution), executionArn: execution.arn, trace };
    const resource = parseResource(call.resource);
    if (resource?.kind === 'function') return invokeFunction(resource.functionArn, call.input, caller);
    const integration = resource && integrations[resource.name];
    if (resource === undefined || integration === undefined)
      throw runtimeError(`${call.resource} is not supported locally`);
    const { pattern } = resource;
    const request = (): Promise<Json> => {
      if (!isObject(call.input)) throw runtimeError('The Parameters of the task must be an object');
      return integration.call({ input: call.input, pattern, caller, signal: call.signal });
    };
    return pattern === 'waitForTaskToken' ? requestAndWaitForCallback(call, request) : request();
  }

  /** Registers the token before it sends the request: the callback may arrive before the request returns. */
  async function requestAndWaitForCallback(call: TaskCall, request: () => Promise<Json>): Promise<Json> {
    const { token, heartbeatSeconds, signal } = call;
    const callback = tokens.waitForCallback(token, heartbeatSeconds, signal);
    // The rejection is handled below; until then it must not count as unhandled.
    callback.catch(() => undefined);
    if (!call.alreadyRequested) call.submitted(await request());
    return whileIdle(() => callback);
  }
}

const toFaultPoint = ({ stateName, trace }: TaskCall, { stateMachineName, stateMachineArn }: Execution) => ({
  target: 'task' as const,
  name: stateName,
  resources: [stateMachineArn],
  principal: stateMachineName,
  trace,
});

const toPrincipal = ({ stateMachineName, roleArn }: Execution): RolePrincipal => ({
  kind: 'role',
  name: stateMachineName,
  roleArn,
});
