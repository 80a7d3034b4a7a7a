import type { StateResult } from './state-result.ts';
import { matchesRule } from './choice-rules.ts';
import { applyParameters, selectInput } from './input-output-processing.ts';
import type { State } from './definition.ts';
import { requirePath } from './payload-template.ts';
import type { StateData } from './payload-template.ts';
import { runMap, runParallel } from './run-branches.ts';
import { runTaskState } from './run-task-state.ts';
import { runtimeError, StatesError } from './states-error.ts';
import type { Scope, Visit } from './interpreter-host.ts';

/** Runs a state once. The caller processes the output, retries and catches errors. */
export async function runState(visit: Visit, scope: Scope): Promise<StateResult> {
  const { state } = visit;
  const data = selectInput(state, visit.input, scope.context);
  const { context } = scope;
  switch (state.Type) {
    case 'Task':
      return runTaskState(visit, data, scope);
    case 'Pass':
      return {
        result: state.Result === undefined ? applyParameters(state.Parameters, data) : state.Result,
        context,
      };
    case 'Choice':
      return { result: data.input, next: chooseNext(state, data), context };
    case 'Wait':
      await waitFor(visit, data, scope);
      return { result: data.input, context };
    case 'Succeed':
      return { result: data.input, context };
    case 'Fail':
      throw toFailure(state, data);
    case 'Parallel':
      return { result: await runParallel(state, applyParameters(state.Parameters, data), scope), context };
    case 'Map':
      return { result: await runMap(visit.name, state, data, scope), context };
  }
}

function chooseNext(state: State, data: StateData): string {
  const next = state.Choices?.find((rule) => matchesRule(rule, data))?.Next ?? state.Default;
  if (next === undefined) {
    throw new StatesError(
      'States.NoChoiceMatched',
      `No choice rule matches ${JSON.stringify(data.input)}, and there is no Default`,
    );
  }
  return next;
}

const LONG_WAIT_MS = 3000;

async function waitFor(
  { state, enteredAtMs }: Visit,
  data: StateData,
  { host, signal }: Scope,
): Promise<void> {
  const untilMs = toDeadlineMs(state, data, enteredAtMs);
  const sleep = () => host.sleepUntil(untilMs, signal);
  await (untilMs - host.nowMs() > LONG_WAIT_MS ? host.whileIdle(sleep) : sleep());
}

function toDeadlineMs(state: State, data: StateData, enteredAtMs: number): number {
  const seconds =
    state.SecondsPath === undefined ? state.Seconds : requirePath(state.SecondsPath, 'SecondsPath', data);
  if (typeof seconds === 'number' && seconds >= 0) return enteredAtMs + seconds * 1000;
  const timestamp =
    state.TimestampPath === undefined
      ? state.Timestamp
      : requirePath(state.TimestampPath, 'TimestampPath', data);
  const timeMs = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(timeMs))
    throw runtimeError(
      `A Wait state requires a number of seconds or a timestamp, but got ${JSON.stringify(seconds ?? timestamp)}`,
    );
  return timeMs;
}

function toFailure(state: State, data: StateData): StatesError {
  const error = state.ErrorPath === undefined ? state.Error : requirePath(state.ErrorPath, 'ErrorPath', data);
  const cause = state.CausePath === undefined ? state.Cause : requirePath(state.CausePath, 'CausePath', data);
  for (const [field, value] of Object.entries({ ErrorPath: error, CausePath: cause })) {
    if (value !== undefined && typeof value !== 'string') {
      throw runtimeError(`The field ${field} must point to a string, but points to ${JSON.stringify(value)}`);
    }
  }
  return new StatesError(error as string | undefined, cause as string | undefined);
}
