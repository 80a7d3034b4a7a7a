// Why not aws-local-stepfunctions 3.0.0, which the tests compare this interpreter with: it keeps its position only in
// memory, gives a nested branch another `$$.Execution`, never matches `IsPresent: false`, stops every task after 60 s,
// and takes 37 MB and 0.2 s to load.
import type { Definition, State } from './definition.ts';
import { applyResultPath, selectOutput } from './input-output-processing.ts';
import type { SpanError } from '../../../contract/activity.ts';
import type { RunningSpan } from '../../../contract/recorder.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { findCatcher, retryDelayMs } from './retry.ts';
import type { RetryCounts } from './retry.ts';
import { runState } from './run-state.ts';
import { runtimeError, StatesError } from './states-error.ts';
import { toEnteredEventType, toExitedEventType } from './interpreter-host.ts';
import type { Outcome, Scope, StateEntry, Visit } from './interpreter-host.ts';

/**
 * Runs the states of a state machine, or of one branch, to the end.
 *
 * @param resumeFrom the top-level state that was entered last and is to be run again
 * @returns the output of the last state
 * @throws StatesError when a state fails and no catcher matches; the signal's reason when it aborts
 */
export async function runStates(
  definition: Definition,
  input: Json,
  parentScope: Omit<Scope, 'runBranch'>,
  resumeFrom?: StateEntry,
): Promise<Json> {
  const scope: Scope = { ...parentScope, runBranch: runStates };
  let entry = resumeFrom;
  let name: string = entry?.stateName ?? definition.StartAt;
  let data: Json = entry?.input ?? input;
  for (;;) {
    scope.signal.throwIfAborted();
    const state = definition.States[name];
    if (state === undefined) throw runtimeError(`State '${name}' does not exist.`);
    const { output, next } = await enterState(name, state, data, scope, entry);
    if (next === undefined) return output;
    entry = undefined;
    name = next;
    data = output;
  }
}

async function enterState(
  name: string,
  state: State,
  input: Json,
  scope: Scope,
  resumed: StateEntry | undefined,
): Promise<Outcome> {
  const { host, chain } = scope;
  const enteredAtMs = resumed?.enteredAtMs ?? host.nowMs();
  if (resumed === undefined) {
    host.record(chain, toEnteredEventType(state.Type), toEventDetails(name, 'input', input));
    if (scope.isTopLevel) host.stateEntered({ stateName: name, input, enteredAtMs });
  }
  const span = host.startState(name, state.Type, scope.trace);
  const visit = { name, state, input, enteredAtMs, token: resumed?.token };
  const outcome = await recordFailure(span, () =>
    runWithRetries(visit, { ...scope, trace: span.header }, span),
  );
  span.end();
  if (state.Type !== 'Fail')
    host.record(chain, toExitedEventType(state.Type), toEventDetails(name, 'output', outcome.output));
  return outcome;
}

const toEventDetails = (name: string, side: 'input' | 'output', data: Json): JsonObject => ({
  name,
  [side]: JSON.stringify(data),
  [`${side}Details`]: { truncated: false },
});

async function recordFailure(span: RunningSpan, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (failure) {
    span.end({ status: 'error', error: toSpanError(failure) });
    throw failure;
  }
}

const toSpanError = (failure: unknown): SpanError =>
  failure instanceof StatesError
    ? { type: failure.error ?? 'States.TaskFailed', message: failure.causeText ?? '' }
    : { type: (failure as Error).name, message: (failure as Error).message };

async function runWithRetries(visit: Visit, scope: Scope, span: RunningSpan): Promise<Outcome> {
  const counts: RetryCounts = new Map();
  for (let retryCount = 0; ; retryCount += 1) {
    const context = { ...scope.context, State: toStateContext(visit, retryCount) };
    try {
      return await attempt(visit, { ...scope, context }, retryCount);
    } catch (failure) {
      if (!(failure instanceof StatesError)) throw failure;
      const delayMs = retryDelayMs(visit.state, failure, counts, scope.host.random);
      if (delayMs === undefined) {
        const caught = catchOrThrow(visit, failure);
        const attributes = caught.next === undefined ? {} : { caughtBy: caught.next };
        span.end({ status: 'error', error: toSpanError(failure), attributes });
        return caught;
      }
      span.update({ attributes: { attempts: retryCount + 2 } });
      await scope.host.sleepUntil(scope.host.nowMs() + delayMs, scope.signal);
    }
  }
}

const toStateContext = ({ name, enteredAtMs }: Visit, retryCount: number): JsonObject => ({
  Name: name,
  EnteredTime: new Date(enteredAtMs).toISOString(),
  RetryCount: retryCount,
});

async function attempt(visit: Visit, scope: Scope, retryCount: number): Promise<Outcome> {
  const firstAttempt = retryCount === 0 ? visit : { ...visit, token: undefined };
  const { result, next, context } = await runState(firstAttempt, scope);
  const output = selectOutput(visit.state, visit.input, result, context);
  return { output, next: next ?? visit.state.Next };
}

function catchOrThrow({ state, input }: Visit, failure: StatesError): Outcome {
  const catcher = findCatcher(state, failure);
  if (catcher === undefined) throw failure;
  const errorOutput = {
    Error: failure.error ?? '',
    ...(failure.causeText !== undefined && { Cause: failure.causeText }),
  };
  return { output: applyResultPath(catcher.ResultPath, input, errorOutput), next: catcher.Next };
}
