import type { StateResult } from './state-result.ts';
import { applyParameters } from './input-output-processing.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { requirePath } from './payload-template.ts';
import type { StateData } from './payload-template.ts';
import { runtimeError, StatesError } from './states-error.ts';
import { taskEvents } from './task-events.ts';
import type { Scope, StateEntry, Visit } from './interpreter-host.ts';

export const waitsForCallback = (resource: string): boolean => resource.endsWith('.waitForTaskToken');

/** Runs one attempt of a task. @throws StatesError States.Timeout when it exceeds `TimeoutSeconds` */
export async function runTaskState(visit: Visit, data: StateData, scope: Scope): Promise<StateResult> {
  const { state } = visit;
  const resource = state.Resource ?? '';
  const token = visit.token ?? scope.host.newToken();
  const context: JsonObject = waitsForCallback(resource)
    ? { ...scope.context, Task: { Token: token } }
    : scope.context;
  const limits = {
    timeoutSeconds: readSeconds(state.TimeoutSeconds, state.TimeoutSecondsPath, 'TimeoutSecondsPath', data),
    heartbeatSeconds: readSeconds(
      state.HeartbeatSeconds,
      state.HeartbeatSecondsPath,
      'HeartbeatSecondsPath',
      data,
    ),
  };
  const input = applyParameters(state.Parameters, { ...data, context });
  const events = taskEvents(resource, scope);
  if (visit.token === undefined) events.scheduled(input, limits);

  const attempt = new AbortController();
  const running = scope.host.runTask({
    stateName: visit.name,
    trace: scope.trace,
    resource,
    input,
    heartbeatSeconds: limits.heartbeatSeconds,
    token,
    alreadyRequested: visit.token !== undefined,
    signal: AbortSignal.any([scope.signal, attempt.signal]),
    submitted(output) {
      events.submitted(output);
      if (scope.isTopLevel && waitsForCallback(resource)) scope.host.stateEntered(toStateEntry(visit, token));
    },
  });
  try {
    const expired = rejectAfterTimeout(limits.timeoutSeconds, scope, attempt.signal);
    const result = await settleFirst(running, expired, { ended: scope.signal, finished: attempt.signal });
    events.succeeded(result);
    return { result, context };
  } catch (failure) {
    if (failure instanceof StatesError) {
      events.failed(failure);
      // The next attempt sends a new request.
      if (scope.isTopLevel && waitsForCallback(resource)) scope.host.stateEntered(toStateEntry(visit));
    }
    throw failure;
  } finally {
    attempt.abort(FINISHED);
  }
}

// One reason for all: the default reason is a new error with its stack.
const FINISHED = new Error('The attempt has finished.');

const toStateEntry = ({ name, input, enteredAtMs }: Visit, token?: string): StateEntry => ({
  stateName: name,
  input,
  enteredAtMs,
  ...(token !== undefined && { token }),
});

function readSeconds(
  fixed: number | undefined,
  path: string | undefined,
  field: string,
  data: StateData,
): number | undefined {
  if (path === undefined) return fixed;
  const value = requirePath(path, field, data);
  if (typeof value === 'number' && value > 0) return value;
  throw runtimeError(
    `The field ${field} must point to a positive number of seconds, but points to ${JSON.stringify(value)}`,
  );
}

async function rejectAfterTimeout(
  timeoutSeconds: number | undefined,
  { host }: Scope,
  finished: AbortSignal,
): Promise<never> {
  const deadlineMs =
    timeoutSeconds === undefined ? Number.POSITIVE_INFINITY : host.nowMs() + timeoutSeconds * 1000;
  await host.sleepUntil(deadlineMs, finished);
  throw new StatesError('States.Timeout');
}

interface Signals {
  /** Aborts when the execution, or this branch of it, has ended. */
  readonly ended: AbortSignal;
  /** Aborts when the attempt is finished. */
  readonly finished: AbortSignal;
}

/** A task that cannot be aborted runs on: AWS does not stop a Lambda invocation either. */
function settleFirst(
  task: Promise<Json>,
  expired: Promise<never>,
  { ended, finished }: Signals,
): Promise<Json> {
  return new Promise((resolve, reject) => {
    if (ended.aborted) reject(ended.reason as Error);
    ended.addEventListener('abort', () => reject(ended.reason as Error), { once: true, signal: finished });
    task.then(resolve, reject);
    expired.catch(reject);
  });
}
