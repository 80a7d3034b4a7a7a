import { randomUUID } from 'node:crypto';
import type { Definition } from '../language/definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import type { Recorder } from '../../../contract/recorder.ts';
import { runStates } from '../language/run-states.ts';
import { StatesError } from '../language/states-error.ts';
import type { StateEntry, TaskCall, EventChain, InterpreterHost } from '../language/interpreter-host.ts';
import type { ActivityCounter } from './activity-counter.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { ExecutionResult, Execution, HistoryEvent } from './execution.ts';

/** The abort reason that ends a running execution from outside. */
export class Interruption extends Error {
  readonly result: Omit<ExecutionResult, 'stoppedAtMs'> | undefined;

  /** @param ending undefined when the execution resumes after the next start */
  constructor(result?: Omit<ExecutionResult, 'stoppedAtMs'>) {
    super(result?.status ?? 'the local cloud is shutting down');
    this.result = result;
  }
}

/** Stores the progress of an execution. */
export interface ProgressRecorder {
  stateEntered(entry: StateEntry): void;
  record(event: HistoryEvent): void;
}

interface Dependencies {
  readonly execution: Execution;
  readonly resumeFrom?: StateEntry | undefined;
  readonly lastEventId: number;
  readonly progress: ProgressRecorder;
  readonly runTask: (call: TaskCall, execution: Execution) => Promise<Json>;
  readonly clock: Clock;
  readonly activity: ActivityCounter;
  readonly signal: AbortSignal;
  readonly recorder: Recorder;
  /** The trace header of the execution. */
  readonly trace: string;
}

/**
 * Runs an execution to its end, from the start or from the state it entered last.
 *
 * @returns the result; undefined when the execution was interrupted
 */
export async function runExecution(deps: Dependencies): Promise<ExecutionResult | undefined> {
  const { execution, clock, signal, resumeFrom, activity } = deps;
  const definition = JSON.parse(execution.definitionText) as Definition;
  const input = JSON.parse(execution.input) as Json;
  const timeLimit = new AbortController();
  const { host, chain } = createHost(deps);
  if (deps.lastEventId === 0) {
    const details = {
      input: execution.input,
      inputDetails: { truncated: false },
      roleArn: execution.roleArn,
    };
    host.record(chain, 'ExecutionStarted', details);
  }
  const finished = new AbortController();
  if (definition.TimeoutSeconds !== undefined) {
    clock.sleepUntil(execution.startedAtMs + definition.TimeoutSeconds * 1000, finished.signal).then(
      () => timeLimit.abort(new Interruption({ status: 'TIMED_OUT', error: 'States.Timeout' })),
      () => undefined,
    );
  }
  const scope = {
    host,
    context: toContextObject(execution, input),
    signal: AbortSignal.any([signal, timeLimit.signal]),
    chain,
    isTopLevel: true,
    trace: deps.trace,
  };
  try {
    const result = await toResult(() =>
      activity.whileActive(() => runStates(definition, input, scope, resumeFrom)),
    );
    if (result === undefined) return undefined;
    host.record(chain, ...toEndEvent(result));
    return { ...result, stoppedAtMs: clock.nowMs() };
  } finally {
    finished.abort(FINISHED);
  }
}

// One reason for all: the default reason is a new error with its stack.
const FINISHED = new Error('The execution has finished.');

/** The context object: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const toContextObject = (
  { arn, name, roleArn, startedAtMs, stateMachineArn, stateMachineName }: Execution,
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
  StateMachine: { Id: stateMachineArn, Name: stateMachineName },
});

async function toResult(run: () => Promise<Json>): Promise<Omit<ExecutionResult, 'stoppedAtMs'> | undefined> {
  try {
    return { status: 'SUCCEEDED', output: JSON.stringify(await run()) };
  } catch (failure) {
    if (failure instanceof Interruption) return failure.result;
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

function toEndEvent({
  status,
  output,
  error,
  cause,
}: Omit<ExecutionResult, 'stoppedAtMs'>): [type: string, details: JsonObject] {
  if (status === 'SUCCEEDED')
    return ['ExecutionSucceeded', { output: output ?? '', outputDetails: { truncated: false } }];
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const types = { FAILED: 'ExecutionFailed', TIMED_OUT: 'ExecutionTimedOut', ABORTED: 'ExecutionAborted' };
  return [types[status], details];
}

function createHost({ execution, lastEventId, progress, runTask, clock, activity, recorder }: Dependencies): {
  host: InterpreterHost;
  chain: EventChain;
} {
  let eventId = lastEventId;
  const host: InterpreterHost = {
    record(chain, type, details = {}) {
      eventId += 1;
      const { previousEventId } = chain;
      chain.previousEventId = eventId;
      progress.record({
        id: eventId,
        previousEventId,
        timestampMs: clock.nowMs(),
        type,
        details: JSON.stringify(details),
      });
    },
    stateEntered: progress.stateEntered,
    runTask: (call) => runTask(call, execution),
    nowMs: clock.nowMs,
    random: Math.random,
    sleepUntil: clock.sleepUntil,
    whileIdle: activity.whileIdle,
    whileActive: activity.whileActive,
    newToken: () => randomUUID(),
    startState: (name, type, cause) =>
      recorder.start({
        kind: 'state',
        name,
        resource: execution.stateMachineArn,
        causes: [cause],
        attributes: { type },
      }),
  };
  return { host, chain: { previousEventId: lastEventId } };
}
