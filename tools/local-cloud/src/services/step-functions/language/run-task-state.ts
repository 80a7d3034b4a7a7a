import type { ActionResult } from './action-result.ts';
import { parametersOf } from './data-flow.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { require } from './payload-template.ts';
import type { Data } from './payload-template.ts';
import { runtimeError, StatesError } from './states-error.ts';
import { taskEvents } from './task-events.ts';
import type { Scope, StateEntry, Visit } from './world.ts';

export const isCalledBack = (resource: string): boolean => resource.endsWith('.waitForTaskToken');

/** Runs the task within its timeout. @throws StatesError States.Timeout where it takes longer */
export async function runTaskState(visit: Visit, data: Data, scope: Scope): Promise<ActionResult> {
  const { state } = visit;
  const resource = state.Resource ?? '';
  const token = visit.token ?? scope.world.newToken();
  const context: JsonObject = isCalledBack(resource)
    ? { ...scope.context, Task: { Token: token } }
    : scope.context;
  const limits = {
    timeoutSeconds: seconds(state.TimeoutSeconds, state.TimeoutSecondsPath, 'TimeoutSecondsPath', data),
    heartbeatSeconds: seconds(
      state.HeartbeatSeconds,
      state.HeartbeatSecondsPath,
      'HeartbeatSecondsPath',
      data,
    ),
  };
  const input = parametersOf(state.Parameters, { ...data, context });
  const events = taskEvents(resource, scope);
  if (visit.token === undefined) events.scheduled(input, limits);

  const attempt = new AbortController();
  const running = scope.world.runTask({
    stateName: visit.name,
    resource,
    input,
    heartbeatSeconds: limits.heartbeatSeconds,
    token,
    alreadyRequested: visit.token !== undefined,
    signal: AbortSignal.any([scope.signal, attempt.signal]),
    submitted(output) {
      events.submitted(output);
      if (scope.topLevel && isCalledBack(resource)) scope.world.entered(entryOf(visit, token));
    },
  });
  try {
    const expired = expiry(limits.timeoutSeconds, scope, attempt.signal);
    const result = await firstOf(running, expired, { ended: scope.signal, over: attempt.signal });
    events.succeeded(result);
    return { result, context };
  } catch (failure) {
    if (failure instanceof StatesError) {
      events.failed(failure);
      // A later attempt makes a request of its own.
      if (scope.topLevel && isCalledBack(resource)) scope.world.entered(entryOf(visit));
    }
    throw failure;
  } finally {
    attempt.abort();
  }
}

const entryOf = ({ name, input, enteredAtMs }: Visit, token?: string): StateEntry => ({
  stateName: name,
  input,
  enteredAtMs,
  ...(token !== undefined && { token }),
});

function seconds(
  fixed: number | undefined,
  path: string | undefined,
  field: string,
  data: Data,
): number | undefined {
  if (path === undefined) return fixed;
  const value = require(path, field, data);
  if (typeof value === 'number' && value > 0) return value;
  throw runtimeError(
    `The field ${field} must point to a positive number of seconds, not to ${JSON.stringify(value)}`,
  );
}

async function expiry(
  timeoutSeconds: number | undefined,
  { world }: Scope,
  over: AbortSignal,
): Promise<never> {
  const untilMs =
    timeoutSeconds === undefined ? Number.POSITIVE_INFINITY : world.nowMs() + timeoutSeconds * 1000;
  await world.sleepUntil(untilMs, over);
  throw new StatesError('States.Timeout');
}

interface Signals {
  /** The execution, or this branch of it, has ended. */
  readonly ended: AbortSignal;
  /** The attempt is over: nobody listens any more. */
  readonly over: AbortSignal;
}

/** The task goes on in vain where it cannot be aborted: a Lambda invocation is not recalled on AWS either. */
function firstOf(task: Promise<Json>, expired: Promise<never>, { ended, over }: Signals): Promise<Json> {
  return new Promise((resolve, reject) => {
    if (ended.aborted) reject(ended.reason as Error);
    ended.addEventListener('abort', () => reject(ended.reason as Error), { once: true, signal: over });
    task.then(resolve, reject);
    expired.catch(reject);
  });
}
