import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import { matchesRule } from '../../../local-cloud/src/services/step-functions/language/choice-rules.ts';
import type {
  Definition,
  Retrier,
  State,
} from '../../../local-cloud/src/services/step-functions/language/definition.ts';
import {
  applyParameters,
  applyResultPath,
  selectInput,
  selectOutput,
} from '../../../local-cloud/src/services/step-functions/language/input-output-processing.ts';
import { liveData } from './live-data.ts';
import {
  findCatcher,
  matchesError,
} from '../../../local-cloud/src/services/step-functions/language/retry.ts';
import { StatesError } from '../../../local-cloud/src/services/step-functions/language/states-error.ts';

/** Where an execution is after it has entered a state: at a task, or at its end. */
export type Position =
  | { readonly at: string; readonly data: Json; readonly input: Json }
  | { readonly ended: string; readonly data: Json };

export const SUCCEEDED = 'succeeded';
// No outage is longer than this, see "Assumptions" in docs/reliability.md.
const LONGEST_OUTAGE_SECONDS = 60 * 60;
const context = { Task: { Token: 'token' } };

/** Starts an execution, and runs it up to its first task. */
export const start = (machine: Definition, input: Json): Position => enter(machine, machine.StartAt, input);

/** Runs an execution from a state up to the next task. @throws Error for a state that the model does not know */
function enter(machine: Definition, name: string, data: Json): Position {
  const state = machine.States[name];
  if (state === undefined) throw new Error(`The state ${name} does not exist.`);
  switch (state.Type) {
    case 'Task': {
      const selected = selectInput(state, data, context);
      return {
        at: name,
        data: liveData(machine, name, data),
        input: applyParameters(state.Parameters, selected),
      };
    }
    case 'Choice': {
      const choice = state.Choices?.find((rule) => matchesRule(rule, { input: data, context }));
      return enter(machine, choice?.Next ?? state.Default ?? '', data);
    }
    case 'Fail':
      return { ended: state.Error ?? 'failed', data };
    default:
      throw new Error(`The model does not know states of the type ${state.Type}.`);
  }
}

/** The task has succeeded. */
export function succeed(machine: Definition, name: string, data: Json, result: Json): Position {
  const state = machine.States[name]!;
  const output = selectOutput(state, data, result, context);
  return next(machine, state, output);
}

const next = (machine: Definition, { Next }: State, output: Json): Position =>
  Next === undefined ? { ended: SUCCEEDED, data: output } : enter(machine, Next, output);

interface Failed {
  readonly error: string;
  readonly cause: string;
}

/**
 * The task has failed: it is retried, or the retries are used up and the error is caught. Which of them happens depends on
 * how long the cause lasts, so both are possible, unless the retries last longer than any outage.
 */
export function fail(
  machine: Definition,
  name: string,
  data: Json,
  { error, cause }: Failed,
): readonly Position[] {
  const state = machine.States[name]!;
  const failure = new StatesError(error, cause);
  const retrier = state.Retry?.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
  const retries = retrier ? secondsOfRetries(retrier) : 0;
  const retried = enter(machine, name, data);
  if (retries > LONGEST_OUTAGE_SECONDS) return [retried];
  const catcher = findCatcher(state, failure);
  const caught: Position = catcher
    ? enter(machine, catcher.Next, applyResultPath(catcher.ResultPath, data, { Error: error, Cause: cause }))
    : { ended: error, data };
  return retries > 0 ? [retried, caught] : [caught];
}

/** How long a task that always fails is retried; infinite delays do not count as jitter. */
function secondsOfRetries({
  IntervalSeconds = 1,
  MaxAttempts = 3,
  BackoffRate = 2,
  MaxDelaySeconds,
}: Retrier): number {
  let seconds = 0;
  for (let attempt = 0; attempt < MaxAttempts; attempt++)
    seconds += Math.min(
      IntervalSeconds * BackoffRate ** attempt,
      MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    );
  return seconds;
}
