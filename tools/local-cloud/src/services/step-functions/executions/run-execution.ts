import { randomUUID } from 'node:crypto';
import type { Definition } from '../language/definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { runStates } from '../language/run-states.ts';
import { StatesError } from '../language/states-error.ts';
import type { StateEntry, TaskCall, Track, World } from '../language/world.ts';
import type { BusyCount } from './busy-count.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { Ending, Execution, HistoryEvent } from './execution.ts';

/** Why a running execution is ended from outside of its states. */
export class Interruption extends Error {
  readonly ending: Omit<Ending, 'stoppedAtMs'> | undefined;

  /** @param ending undefined where the execution goes on after the next start */
  constructor(ending?: Omit<Ending, 'stoppedAtMs'>) {
    super(ending?.status ?? 'the local cloud stops');
    this.ending = ending;
  }
}

/** Where the progress of an execution is written down. */
export interface Progress {
  entered(entry: StateEntry): void;
  record(event: HistoryEvent): void;
}

interface Dependencies {
  readonly execution: Execution;
  readonly resumeFrom?: StateEntry | undefined;
  readonly lastEventId: number;
  readonly progress: Progress;
  readonly runTask: (call: TaskCall, execution: Execution) => Promise<Json>;
  readonly clock: Clock;
  readonly busyCount: BusyCount;
  readonly signal: AbortSignal;
}

/**
 * Runs an execution to its end, or goes on with one.
 *
 * @returns how it ended; undefined where it was only interrupted
 */
export async function runExecution(deps: Dependencies): Promise<Ending | undefined> {
  const { execution, clock, signal, resumeFrom, busyCount } = deps;
  const definition = JSON.parse(execution.definitionText) as Definition;
  const input = JSON.parse(execution.input) as Json;
  const timeLimit = new AbortController();
  const { world, track } = worldOf(deps);
  if (deps.lastEventId === 0) {
    const details = {
      input: execution.input,
      inputDetails: { truncated: false },
      roleArn: execution.roleArn,
    };
    world.record(track, 'ExecutionStarted', details);
  }
  const over = new AbortController();
  if (definition.TimeoutSeconds !== undefined) {
    clock.sleepUntil(execution.startedAtMs + definition.TimeoutSeconds * 1000, over.signal).then(
      () => timeLimit.abort(new Interruption({ status: 'TIMED_OUT', error: 'States.Timeout' })),
      () => undefined,
    );
  }
  const scope = {
    world,
    context: contextOf(execution, input),
    signal: AbortSignal.any([signal, timeLimit.signal]),
    track,
    topLevel: true,
  };
  try {
    const ending = await endingOf(() =>
      busyCount.busy(() => runStates(definition, input, scope, resumeFrom)),
    );
    if (ending === undefined) return undefined;
    world.record(track, ...endEvent(ending));
    return { ...ending, stoppedAtMs: clock.nowMs() };
  } finally {
    over.abort();
  }
}

/** The context object: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const contextOf = (
  { arn, name, roleArn, startedAtMs, machineArn, machineName }: Execution,
  input: Json,
): JsonObject => ({
  Execution: {
    Id: arn,
    Name: name,
    Input: input,
    RoleArn: roleArn,
    StartTime: new Date(startedAtMs).toISOString(),
    RedriveCount: 0,
  },
  StateMachine: { Id: machineArn, Name: machineName },
});

async function endingOf(run: () => Promise<Json>): Promise<Omit<Ending, 'stoppedAtMs'> | undefined> {
  try {
    return { status: 'SUCCEEDED', output: JSON.stringify(await run()) };
  } catch (failure) {
    if (failure instanceof Interruption) return failure.ending;
    if (!(failure instanceof StatesError))
      return { status: 'FAILED', error: 'States.Runtime', cause: String(failure) };
    const { error, causeText } = failure;
    return {
      status: 'FAILED',
      ...(error !== undefined && { error }),
      ...(causeText !== undefined && { cause: causeText }),
    };
  }
}

function endEvent({
  status,
  output,
  error,
  cause,
}: Omit<Ending, 'stoppedAtMs'>): [type: string, details: JsonObject] {
  if (status === 'SUCCEEDED')
    return ['ExecutionSucceeded', { output: output ?? '', outputDetails: { truncated: false } }];
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const types = { FAILED: 'ExecutionFailed', TIMED_OUT: 'ExecutionTimedOut', ABORTED: 'ExecutionAborted' };
  return [types[status], details];
}

function worldOf({ execution, lastEventId, progress, runTask, clock, busyCount }: Dependencies): {
  world: World;
  track: Track;
} {
  let eventId = lastEventId;
  const world: World = {
    record(track, type, details = {}) {
      eventId += 1;
      const { previousEventId } = track;
      track.previousEventId = eventId;
      progress.record({
        id: eventId,
        previousEventId,
        timestampMs: clock.nowMs(),
        type,
        details: JSON.stringify(details),
      });
    },
    entered: progress.entered,
    runTask: (call) => runTask(call, execution),
    nowMs: clock.nowMs,
    random: Math.random,
    sleepUntil: clock.sleepUntil,
    resting: busyCount.resting,
    busy: busyCount.busy,
    newToken: () => randomUUID(),
  };
  return { world, track: { previousEventId: lastEventId } };
}
