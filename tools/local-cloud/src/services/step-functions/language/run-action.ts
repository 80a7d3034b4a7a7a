import type { ActionResult } from './action-result.ts';
import { ruleHolds } from './choice-rules.ts';
import { parametersOf, selectInput } from './data-flow.ts';
import type { State } from './definition.ts';
import { require } from './payload-template.ts';
import type { Data } from './payload-template.ts';
import { runMap, runParallel } from './run-branches.ts';
import { runTaskState } from './run-task-state.ts';
import { runtimeError, StatesError } from './states-error.ts';
import type { Scope, Visit } from './world.ts';

/** Does what the state is there for, once. Output processing, retries and catchers are the caller's. */
export async function runAction(visit: Visit, scope: Scope): Promise<ActionResult> {
  const { state } = visit;
  const data = selectInput(state, visit.input, scope.context);
  const { context } = scope;
  switch (state.Type) {
    case 'Task':
      return runTaskState(visit, data, scope);
    case 'Pass':
      return {
        result: state.Result === undefined ? parametersOf(state.Parameters, data) : state.Result,
        context,
      };
    case 'Choice':
      return { result: data.input, next: choose(state, data), context };
    case 'Wait':
      await waitFor(visit, data, scope);
      return { result: data.input, context };
    case 'Succeed':
      return { result: data.input, context };
    case 'Fail':
      throw failureOf(state, data);
    case 'Parallel':
      return { result: await runParallel(state, parametersOf(state.Parameters, data), scope), context };
    case 'Map':
      return { result: await runMap(visit.name, state, data, scope), context };
  }
}

function choose(state: State, data: Data): string {
  const next = state.Choices?.find((rule) => ruleHolds(rule, data))?.Next ?? state.Default;
  if (next === undefined) {
    throw new StatesError(
      'States.NoChoiceMatched',
      `No choice rule holds for ${JSON.stringify(data.input)}, and there is no Default`,
    );
  }
  return next;
}

const LONG_WAIT_MS = 3000;

async function waitFor({ state, enteredAtMs }: Visit, data: Data, { world, signal }: Scope): Promise<void> {
  const untilMs = deadlineMs(state, data, enteredAtMs);
  const sleep = () => world.sleepUntil(untilMs, signal);
  await (untilMs - world.nowMs() > LONG_WAIT_MS ? world.resting(sleep) : sleep());
}

function deadlineMs(state: State, data: Data, enteredAtMs: number): number {
  const seconds =
    state.SecondsPath === undefined ? state.Seconds : require(state.SecondsPath, 'SecondsPath', data);
  if (typeof seconds === 'number' && seconds >= 0) return enteredAtMs + seconds * 1000;
  const timestamp =
    state.TimestampPath === undefined ? state.Timestamp : require(state.TimestampPath, 'TimestampPath', data);
  const timeMs = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(timeMs))
    throw runtimeError(
      `A Wait state was given neither seconds nor a timestamp, but ${JSON.stringify(seconds ?? timestamp)}`,
    );
  return timeMs;
}

function failureOf(state: State, data: Data): StatesError {
  const error = state.ErrorPath === undefined ? state.Error : require(state.ErrorPath, 'ErrorPath', data);
  const cause = state.CausePath === undefined ? state.Cause : require(state.CausePath, 'CausePath', data);
  for (const [field, value] of Object.entries({ ErrorPath: error, CausePath: cause })) {
    if (value !== undefined && typeof value !== 'string') {
      throw runtimeError(`The field ${field} must point to a string, not to ${JSON.stringify(value)}`);
    }
  }
  return new StatesError(error as string | undefined, cause as string | undefined);
}
