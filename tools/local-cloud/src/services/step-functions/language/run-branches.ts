import type { Definition, State } from './definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { fillTemplate, require } from './payload-template.ts';
import type { Data } from './payload-template.ts';
import { runtimeError, StatesError } from './states-error.ts';
import type { Scope } from './world.ts';

/** What an inline Map runs at once where `MaxConcurrency` leaves it open: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const INLINE_MAP_CONCURRENCY = 40;

/** Runs all branches at once; the first that fails ends the others. */
export async function runParallel(state: State, input: Json, scope: Scope): Promise<Json> {
  const { world, track } = scope;
  world.record(track, 'ParallelStateStarted');
  const branches = (state.Branches ?? []).map(
    (branch) => (signal: AbortSignal) => runBranch(branch, input, scope, signal),
  );
  try {
    const outputs = await allAtOnce(branches, branches.length, scope);
    world.record(track, 'ParallelStateSucceeded');
    return outputs;
  } catch (failure) {
    if (failure instanceof StatesError) world.record(track, 'ParallelStateFailed');
    throw failure;
  }
}

const runBranch = (
  branch: Definition,
  input: Json,
  scope: Scope,
  signal: AbortSignal,
  context?: JsonObject,
): Promise<Json> =>
  scope.runBranch(branch, input, {
    ...scope,
    context: context ?? scope.context,
    signal,
    track: { ...scope.track },
    topLevel: false,
  });

/** Runs the item processor for each item, and gathers the outputs in the items' order. */
export async function runMap(name: string, state: State, data: Data, scope: Scope): Promise<Json> {
  const { world, track } = scope;
  const items = require(state.ItemsPath ?? '$', 'ItemsPath', data);
  if (!Array.isArray(items))
    throw runtimeError(`Reference path '${state.ItemsPath ?? '$'}' of the Map must point to an array.`);
  const processor = state.ItemProcessor ?? state.Iterator;
  if (processor === undefined) throw runtimeError('The Map has no ItemProcessor.');

  world.record(track, 'MapStateStarted', { length: items.length });
  const tolerance = new FailureTolerance(state, items.length);
  const iterations = items.map((item, index) => async (signal: AbortSignal): Promise<Json> => {
    const context = { ...scope.context, Map: { Item: { Index: index, Value: item } } };
    const template = state.ItemSelector ?? state.Parameters;
    const input = template === undefined ? item : fillTemplate(template, { ...data, context });
    const iterationTrack = { ...track };
    world.record(iterationTrack, 'MapIterationStarted', { name, index });
    try {
      const output = await runBranch(processor, input, { ...scope, track: iterationTrack }, signal, context);
      world.record(iterationTrack, 'MapIterationSucceeded', { name, index });
      return output;
    } catch (failure) {
      if (failure instanceof StatesError) {
        world.record(iterationTrack, 'MapIterationFailed', { name, index });
        tolerance.bear(failure);
        return null;
      }
      throw failure;
    }
  });
  try {
    const outputs = await allAtOnce(iterations, concurrencyOf(state, data), scope);
    world.record(track, 'MapStateSucceeded');
    return outputs;
  } catch (failure) {
    if (failure instanceof StatesError) world.record(track, 'MapStateFailed');
    throw failure;
  }
}

function concurrencyOf(state: State, data: Data): number {
  const given =
    state.MaxConcurrencyPath === undefined
      ? (state.MaxConcurrency ?? 0)
      : require(state.MaxConcurrencyPath, 'MaxConcurrencyPath', data);
  if (typeof given !== 'number' || given < 0)
    throw runtimeError(`MaxConcurrencyPath must point to a number, not to ${JSON.stringify(given)}`);
  return given === 0 ? INLINE_MAP_CONCURRENCY : given;
}

class FailureTolerance {
  readonly #allowed: number;
  readonly #fixed: boolean;
  #failures = 0;

  constructor({ ToleratedFailureCount, ToleratedFailurePercentage }: State, items: number) {
    this.#fixed = ToleratedFailureCount !== undefined || ToleratedFailurePercentage !== undefined;
    const byPercentage = Math.floor(((ToleratedFailurePercentage ?? 0) / 100) * items);
    this.#allowed = Math.max(ToleratedFailureCount ?? 0, byPercentage);
  }

  /** @throws StatesError the failure itself where none is tolerated, or States.ExceedToleratedFailureThreshold */
  bear(failure: StatesError): void {
    this.#failures += 1;
    if (!this.#fixed) throw failure;
    if (this.#failures > this.#allowed) {
      throw new StatesError(
        'States.ExceedToleratedFailureThreshold',
        'The specified tolerated failure threshold was exceeded',
      );
    }
  }
}

/** Runs so many at a time; when one fails, the rest is aborted before the failure is thrown. */
async function allAtOnce(
  works: readonly ((signal: AbortSignal) => Promise<Json>)[],
  concurrency: number,
  { world, signal }: Scope,
): Promise<Json[]> {
  const group = new AbortController();
  const groupSignal = AbortSignal.any([signal, group.signal]);
  const outputs: Json[] = [];
  const pending = works.entries();
  const worker = async (): Promise<void> => {
    for (const [index, work] of pending) {
      groupSignal.throwIfAborted();
      outputs[index] = await work(groupSignal);
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, works.length) }, () => world.busy(worker));
  return world.resting(async () => {
    try {
      await Promise.all(workers);
      return outputs;
    } catch (failure) {
      group.abort(failure);
      await Promise.allSettled(workers);
      throw failure;
    }
  });
}
