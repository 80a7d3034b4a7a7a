// The interpreter is our own. aws-local-stepfunctions 3.0.0, which the tests compare it with, keeps its place
// only in memory, gives a nested branch another `$$.Execution`, never matches `IsPresent: false`, ends every
// task after 60 s, and costs 37 MB and 0.2 s to load.
import type { Definition, State } from './definition.ts';
import { applyResultPath, selectOutput } from './data-flow.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { catcherOf, retryDelayMs } from './retry.ts';
import type { RetryCounts } from './retry.ts';
import { runAction } from './run-action.ts';
import { runtimeError, StatesError } from './states-error.ts';
import { enteredEvent, exitedEvent } from './world.ts';
import type { Outcome, Scope, StateEntry, Visit } from './world.ts';

/**
 * Runs the states of a machine, or of one branch, to the end.
 *
 * @param given where it runs, but for the way into branches
 * @param resumeFrom the state of the top level that was entered last, to be run again
 * @returns the output of the last state
 * @throws StatesError where a state fails and nothing catches it; the signal's reason where it aborts
 */
export async function runStates(
  definition: Definition,
  input: Json,
  given: Omit<Scope, 'runBranch'>,
  resumeFrom?: StateEntry,
): Promise<Json> {
  const scope: Scope = { ...given, runBranch: runStates };
  let entry = resumeFrom;
  let name: string = entry?.stateName ?? definition.StartAt;
  let data: Json = entry?.input ?? input;
  for (;;) {
    scope.signal.throwIfAborted();
    const state = definition.States[name];
    if (state === undefined) throw runtimeError(`There is no state '${name}'.`);
    const { output, next } = await visit(name, state, data, scope, entry);
    if (next === undefined) return output;
    entry = undefined;
    name = next;
    data = output;
  }
}

async function visit(
  name: string,
  state: State,
  input: Json,
  scope: Scope,
  resumed: StateEntry | undefined,
): Promise<Outcome> {
  const { world, track } = scope;
  const enteredAtMs = resumed?.enteredAtMs ?? world.nowMs();
  if (resumed === undefined) {
    world.record(track, enteredEvent(state.Type), stateData(name, 'input', input));
    if (scope.topLevel) world.entered({ stateName: name, input, enteredAtMs });
  }
  const outcome = await attemptUntilDone({ name, state, input, enteredAtMs, token: resumed?.token }, scope);
  if (state.Type !== 'Fail')
    world.record(track, exitedEvent(state.Type), stateData(name, 'output', outcome.output));
  return outcome;
}

const stateData = (name: string, side: 'input' | 'output', data: Json): JsonObject => ({
  name,
  [side]: JSON.stringify(data),
  [`${side}Details`]: { truncated: false },
});

async function attemptUntilDone(visited: Visit, scope: Scope): Promise<Outcome> {
  const counts: RetryCounts = new Map();
  for (let retryCount = 0; ; retryCount += 1) {
    const context = { ...scope.context, State: stateContext(visited, retryCount) };
    try {
      return await attempt(visited, { ...scope, context }, retryCount);
    } catch (failure) {
      if (!(failure instanceof StatesError)) throw failure;
      const delayMs = retryDelayMs(visited.state, failure, counts, scope.world.random);
      if (delayMs === undefined) return catchOrThrow(visited, failure);
      await scope.world.sleepUntil(scope.world.nowMs() + delayMs, scope.signal);
    }
  }
}

const stateContext = ({ name, enteredAtMs }: Visit, retryCount: number): JsonObject => ({
  Name: name,
  EnteredTime: new Date(enteredAtMs).toISOString(),
  RetryCount: retryCount,
});

async function attempt(visited: Visit, scope: Scope, retryCount: number): Promise<Outcome> {
  const firstAttempt = retryCount === 0 ? visited : { ...visited, token: undefined };
  const { result, next, context } = await runAction(firstAttempt, scope);
  const output = selectOutput(visited.state, visited.input, result, context);
  return { output, next: next ?? visited.state.Next };
}

function catchOrThrow({ state, input }: Visit, failure: StatesError): Outcome {
  const catcher = catcherOf(state, failure);
  if (catcher === undefined) throw failure;
  const errorOutput = {
    Error: failure.error ?? '',
    ...(failure.causeText !== undefined && { Cause: failure.causeText }),
  };
  return { output: applyResultPath(catcher.ResultPath, input, errorOutput), next: catcher.Next };
}
