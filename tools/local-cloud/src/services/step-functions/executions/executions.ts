import { randomUUID } from 'node:crypto';
import type { EndedExecution } from '../../../contract/measurements.ts';
import type { Json } from '../../../contract/json/json.ts';
import type { TaskCall } from '../language/world.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import { BusyCount } from './busy-count.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { Ending, Execution } from './execution.ts';
import type { Journal } from './journal.ts';
import type { Machine } from './machine.ts';
import { Interruption, runExecution } from './run-execution.ts';
import type { Progress } from './run-execution.ts';

export interface StartRequest {
  readonly name?: string | undefined;
  /** JSON text; `{}` where there is none. */
  readonly input?: string | undefined;
}

/** An execution under way, and its end. */
export interface Started {
  readonly execution: Execution;
  /** Undefined where the local cloud stopped before it ended. */
  readonly ended: Promise<Ending | undefined>;
}

interface Dependencies {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly busyCount: BusyCount;
  readonly runTask: (call: TaskCall, execution: Execution) => Promise<Json>;
  readonly log: (line: string) => void;
  readonly onEnded: (execution: EndedExecution) => void;
}

/** Names and limits: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;
const MAX_INPUT_BYTES = 262_144;

export type Executions = ReturnType<typeof createExecutions>;

/** Starts executions, runs them, and goes on with those that a kill interrupted. */
export function createExecutions({ journal, clock, busyCount, runTask, log, onEnded }: Dependencies) {
  const running = new Map<string, { abort: AbortController; ended: Promise<Ending | undefined> }>();
  let isStopping = false;

  function run(execution: Execution, progress: Progress, lastEventId: number): Promise<Ending | undefined> {
    const abort = new AbortController();
    const isLasting = lastEventId >= 0;
    const ended = (async () => {
      try {
        const resumeFrom = isLasting ? journal.entryOf(execution.arn) : undefined;
        const ending = await runExecution({
          execution,
          resumeFrom,
          lastEventId: Math.max(0, lastEventId),
          progress,
          runTask,
          clock,
          busyCount,
          signal: abort.signal,
        });
        if (ending !== undefined && isLasting) journal.end(execution.arn, ending);
        if (ending !== undefined) {
          onEnded({ machineArn: execution.machineArn, status: ending.status });
          tellOf(execution, ending);
        }
        return ending;
      } finally {
        running.delete(execution.arn);
      }
    })();
    running.set(execution.arn, { abort, ended });
    return ended;
  }

  function tellOf({ machineName, name }: Execution, { status, error, cause }: Ending): void {
    if (status === 'SUCCEEDED') return;
    const reason = [error, cause].filter((part) => part !== undefined).join(': ');
    log(
      `step-functions: ${machineName}/${name} ${status.toLowerCase().replace('_', ' ')}${reason && `: ${reason}`}`,
    );
  }

  const journaled = ({ arn }: Execution): Progress => ({
    entered: (entry) => !isStopping && journal.enter(arn, entry),
    record: (event) => !isStopping && journal.record(arn, event),
  });

  /** From the state that it entered last. */
  const goOn = (execution: Execution) =>
    run(execution, journaled(execution), journal.lastEventId(execution.arn));

  return {
    /** A Standard execution: once per name. @throws AwsError ExecutionAlreadyExists, InvalidName, InvalidExecutionInput */
    start(machine: Machine, request: StartRequest): Started {
      const execution = executionOf(machine, request, clock.nowMs());
      const existing = journal.find(execution.arn);
      if (existing !== undefined) {
        if (existing.ending !== undefined || existing.input !== execution.input)
          throw alreadyExists(execution.arn);
        return { execution: existing, ended: running.get(existing.arn)?.ended ?? goOn(existing) };
      }
      journal.begin(execution);
      return { execution, ended: run(execution, journaled(execution), 0) };
    },

    /** An Express execution: kept nowhere, names may repeat. */
    startExpress(machine: Machine, request: StartRequest): Started {
      const { arn, ...rest } = executionOf(machine, request, clock.nowMs());
      const execution = { ...rest, arn: `${arn.replace(':execution:', ':express:')}:${randomUUID()}` };
      return { execution, ended: run(execution, { entered: () => {}, record: () => {} }, -1) };
    },

    /** @throws AwsError ExecutionDoesNotExist */
    find(executionArn: string): Execution {
      const execution = journal.find(executionArn);
      if (execution === undefined) {
        throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
      }
      return execution;
    },

    /** @returns when it ended, in milliseconds */
    async stop(executionArn: string, error?: string, cause?: string): Promise<number> {
      const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
      const underway = running.get(executionArn);
      underway?.abort.abort(new Interruption({ status: 'ABORTED', ...reason }));
      await underway?.ended;
      return this.find(executionArn).ending?.stoppedAtMs ?? clock.nowMs();
    },

    /** Runs a failed execution on from the state that failed. @throws AwsError ExecutionNotRedrivable */
    redrive(executionArn: string): void {
      const { ending } = this.find(executionArn);
      // A deadline that has passed does not come back: AWS gives a redriven execution a new one.
      if (ending?.status !== 'FAILED' && ending?.status !== 'ABORTED') {
        throw new AwsError(
          'ExecutionNotRedrivable',
          `Execution '${executionArn}' is not one that failed or was stopped`,
        );
      }
      journal.reopen(executionArn);
      void goOn(this.find(executionArn));
    },

    /** Goes on with each execution that was running when the process ended. */
    resume(): void {
      for (const { execution, entry } of journal.interrupted()) {
        if (running.has(execution.arn)) continue;
        log(
          `step-functions: ${execution.machineName}/${execution.name} goes on at ${entry?.stateName ?? 'its start'}`,
        );
        void goOn(execution);
      }
    },

    /** Leaves running executions where they are: they go on after the next start. */
    async suspend(): Promise<void> {
      isStopping = true;
      const runs = [...running.values()];
      for (const { abort } of runs) abort.abort(new Interruption());
      await Promise.allSettled(runs.map(({ ended }) => ended));
    },
  };
}

const alreadyExists = (arn: string): AwsError =>
  new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);

function executionOf(
  machine: Machine,
  { name = randomUUID(), input = '{}' }: StartRequest,
  nowMs: number,
): Execution {
  if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) {
    throw new AwsError('InvalidExecutionInput', `The input is longer than ${MAX_INPUT_BYTES} bytes`);
  }
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${(error as Error).message}'`,
    );
  }
  return {
    arn: `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
    machineArn: machine.arn,
    machineName: machine.name,
    name,
    roleArn: machine.roleArn,
    definitionText: machine.definitionText,
    input,
    startedAtMs: nowMs,
  };
}
