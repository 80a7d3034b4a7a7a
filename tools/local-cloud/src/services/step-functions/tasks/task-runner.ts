import type { RolePrincipal } from '../../../contract/principal.ts';
import type { Execution } from '../executions/execution.ts';
import type { TaskTokens } from '../executions/task-tokens.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';
import { runtimeError } from '../language/states-error.ts';
import type { TaskCall } from '../language/world.ts';
import type { Caller, Integrations } from './integration.ts';
import { parseResource } from './task-resource.ts';

interface Dependencies {
  readonly invokeFunction: (functionArn: string, event: Json, caller: Caller) => Promise<Json>;
  readonly integrations: Integrations;
  readonly tokens: TaskTokens;
  /** Runs a wait that does not count as work. */
  readonly resting: <T>(wait: () => Promise<T>) => Promise<T>;
}

/** Runs one attempt at a task with the role of its state machine. */
export function createTaskRunner({ invokeFunction, integrations, tokens, resting }: Dependencies) {
  return async (call: TaskCall, execution: Execution): Promise<Json> => {
    const caller = { principal: principalOf(execution), executionArn: execution.arn };
    const resource = parseResource(call.resource);
    if (resource?.kind === 'function') return invokeFunction(resource.functionArn, call.input, caller);
    const integration = resource && integrations[resource.name];
    if (resource === undefined || integration === undefined)
      throw runtimeError(`The local cloud does not run ${call.resource}`);
    const { pattern } = resource;
    const request = (): Promise<Json> => {
      if (!isObject(call.input)) throw runtimeError('The Parameters of the task are no object');
      return integration.call({ input: call.input, pattern, caller, signal: call.signal });
    };
    return pattern === 'waitForTaskToken' ? calledBack(call, request) : request();
  };

  /** The token is known before the request is made: the answer may come before the request returns. */
  async function calledBack(call: TaskCall, request: () => Promise<Json>): Promise<Json> {
    const { token, heartbeatSeconds, signal } = call;
    const answer = tokens.answer(token, heartbeatSeconds, signal);
    // Whoever waits sees the failure; meanwhile it must not count as unhandled.
    answer.catch(() => undefined);
    if (!call.alreadyRequested) call.submitted(await request());
    return resting(() => answer);
  }
}

const principalOf = ({ machineName, roleArn }: Execution): RolePrincipal => ({
  kind: 'role',
  name: machineName,
  roleArn,
});
