import type { Definition, State } from './definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { fillTemplate, requirePath } from './payload-template.ts';
import type { StateData } from './payload-template.ts';
import { runtimeError, StatesError } from './states-error.ts';
import type { Scope } from './interpreter-host.ts';

/** The concurrency of an inline Map without `MaxConcurrency`: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const INLINE_MAP_CONCURRENCY = 40;

/** Runs all branches concurrently; the first failure stops the others. */
export async function runParallel(state: State, input: Json, scope: Scope): Promise<Json> {
  const { host, chain } = scope;
  host.record(chain, 'ParallelStateStarted');
  const branches = (state.Branches ?? []).map(
    (branch) => (signal: AbortSignal) => runBranch(branch, input, scope, signal),
  );
  try {
    const outputs = await runConcurrently(branches, branches.length, scope);
    host.record(chain, 'ParallelStateSucceeded');
    return outputs;
  } catch (failure) {
    if (failure instanceof StatesError) host.record(chain, 'ParallelStateFailed');
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
    chain: { ...scope.chain },
    isTopLevel: false,
  });

/** Runs the item processor for each item and returns the outputs in the order of the items. */
export async function runMap(name: string, state: State, data: StateData, scope: Scope): Promise<Json> {
  const { host, chain } = scope;
  const items = requirePath(state.ItemsPath ?? '$', 'ItemsPath', data);
  if (!Array.isArray(items))
    throw runtimeError(`Reference path '${state.ItemsPath ?? '$'}' of the Map must point to an array.`);
  const processor = state.ItemProcessor ?? state.Iterator;
  if (processor === undefined) throw runtimeError('The Map has no ItemProcessor.');

  host.record(chain, 'MapStateStarted', { length: items.length });
  const tolerance = new FailureTolerance(state, items.length);
  const iterations = items.map((item, index) => async (signal: AbortSignal): Promise<Json> => {
    const context = { ...scope.context, Map: { Item: { Index: index, Value: item } } };
    const template = state.ItemSelector ?? state.Parameters;
    const input = template === undefined ? item : fillTemplate(template, { ...data, context });
    const iterationChain = { ...chain };
    host.record(iterationChain, 'MapIterationStarted', { name, index });
    try {
      const output = await runBranch(processor, input, { ...scope, chain: iterationChain }, signal, context);
      host.record(iterationChain, 'MapIterationSucceeded', { name, index });
      return output;
    } catch (failure) {
      if (failure instanceof StatesError) {
        host.record(iterationChain, 'MapIterationFailed', { name, index });
        tolerance.recordFailure(failure);
        return null;
      }
      throw failure;
    }
  });
  try {
    const outputs = await runConcurrently(iterations, toConcurrency(state, data), scope);
    host.record(chain, 'MapStateSucceeded');
    return outputs;
  } catch (failure) {
    if (failure instanceof StatesError) host.record(chain, 'MapStateFailed');
    throw failure;
  }
}

function toConcurrency(state: State, data: StateData): number {
  const given =
    state.MaxConcurrencyPath === undefined
      ? (state.MaxConcurrency ?? 0)
      : requirePath(state.MaxConcurrencyPath, 'MaxConcurrencyPath', data);
  if (typeof given !== 'number' || given < 0)
    throw runtimeError(`MaxConcurrencyPath must point to a number, but points to ${JSON.stringify(given)}`);
  return given === 0 ? INLINE_MAP_CONCURRENCY : given;
}

class FailureTolerance {
  readonly #allowed: number;
  readonly #isConfigured: boolean;
  #failures = 0;

  constructor({ ToleratedFailureCount, ToleratedFailurePercentage }: State, items: number) {
    this.#isConfigured = ToleratedFailureCount !== undefined || ToleratedFailurePercentage !== undefined;
    const byPercentage = Math.floor(((ToleratedFailurePercentage ?? 0) / 100) * items);
    this.#allowed = Math.max(ToleratedFailureCount ?? 0, byPercentage);
  }

  /** @throws StatesError the failure itself when none is tolerated, or States.ExceedToleratedFailureThreshold */
  recordFailure(failure: StatesError): void {
    this.#failures += 1;
    if (!this.#isConfigured) throw failure;
    if (this.#failures > this.#allowed) {
      throw new StatesError(
        'States.ExceedToleratedFailureThreshold',
        'The specified tolerated failure threshold was exceeded',
      );
    }
  }
}

/** Runs at most `concurrency` jobs at a time; when one fails, the others are aborted before the failure is thrown. */
async function runConcurrently(
  jobs: readonly ((signal: AbortSignal) => Promise<Json>)[],
  concurrency: number,
  { host, signal }: Scope,
): Promise<Json[]> {
  const group = new AbortController();
  const groupSignal = AbortSignal.any([signal, group.signal]);
  const outputs: Json[] = [];
  const pending = jobs.entries();
  const worker = async (): Promise<void> => {
    for (const [index, job] of pending) {
      groupSignal.throwIfAborted();
      outputs[index] = await job(groupSignal);
    }
  };
  const workers = Array.from({ length: Math.min(concurrency, jobs.length) }, () => host.whileActive(worker));
  return host.whileIdle(async () => {
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
