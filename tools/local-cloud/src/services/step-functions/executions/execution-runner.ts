import { randomUUID } from 'node:crypto';
import type { EndedExecution } from '../../../contract/measurements.ts';
import type { Recorder } from '../../../contract/recorder.ts';
import type { Json } from '../../../contract/json/json.ts';
import type { TaskCall } from '../language/interpreter-host.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import { ActivityCounter } from './activity-counter.ts';
import type { Clock } from '../../../contract/clock.ts';
import type { ExecutionResult, Execution } from './execution.ts';
import type { ExecutionRepository } from './execution-repository.ts';
import type { StateMachine } from './state-machine.ts';
import { startExecutionSpan } from './recorded-execution.ts';
import { Interruption, runExecution } from './run-execution.ts';
import type { ProgressRecorder } from './run-execution.ts';

export interface StartRequest {
  readonly name?: string | undefined;
  /** JSON text; default `{}`. */
  readonly input?: string | undefined;
  /** The trace header of the caller. */
  readonly trace?: string | undefined;
}

/** A started execution and its result. */
export interface StartedExecution {
  readonly execution: Execution;
  /** Undefined when the local cloud stopped before the execution ended. */
  readonly ended: Promise<ExecutionResult | undefined>;
}

interface Dependencies {
  readonly executions: ExecutionRepository;
  readonly clock: Clock;
  readonly activity: ActivityCounter;
  readonly runTask: (call: TaskCall, execution: Execution) => Promise<Json>;
  readonly recorder: Recorder;
  readonly log: (line: string) => void;
  readonly onEnded: (execution: EndedExecution) => void;
}

/** Name pattern and limits: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;
const MAX_INPUT_BYTES = 262_144;

export type ExecutionRunner = ReturnType<typeof createExecutionRunner>;

/** Starts and stops executions, and resumes those that were running when the process ended. */
export function createExecutionRunner(deps: Dependencies) {
  const { executions, clock, activity, runTask, recorder, log, onEnded } = deps;
  const running = new Map<string, { abort: AbortController; ended: Promise<ExecutionResult | undefined> }>();
  let isStopping = false;

  function run(
    execution: Execution,
    progress: ProgressRecorder,
    lastEventId: number,
    cause: string | undefined,
  ): Promise<ExecutionResult | undefined> {
    const abort = new AbortController();
    const isStandard = lastEventId >= 0;
    const recorded = startExecutionSpan(recorder, execution, cause);
    const ended = (async () => {
      try {
        const resumeFrom = isStandard ? executions.getStateEntry(execution.arn) : undefined;
        const result = await runExecution({
          execution,
          resumeFrom,
          lastEventId: Math.max(0, lastEventId),
          progress,
          runTask,
          clock,
          activity,
          signal: abort.signal,
          recorder,
          trace: recorded.trace,
        });
        recorded.end(result);
        if (result !== undefined && isStandard) executions.saveResult(execution.arn, result);
        if (result !== undefined) {
          onEnded({ stateMachineArn: execution.stateMachineArn, status: result.status });
          logFailure(execution, result);
        }
        return result;
      } finally {
        running.delete(execution.arn);
      }
    })();
    running.set(execution.arn, { abort, ended });
    return ended;
  }

  function logFailure(
    { stateMachineName, name }: Execution,
    { status, error, cause }: ExecutionResult,
  ): void {
    if (status === 'SUCCEEDED') return;
    const reason = [error, cause].filter((part) => part !== undefined).join(': ');
    log(
      `step-functions: ${stateMachineName}/${name} ${status.toLowerCase().replace('_', ' ')}${reason && `: ${reason}`}`,
    );
  }

  const durableProgress = ({ arn }: Execution): ProgressRecorder => ({
    stateEntered: (entry) => !isStopping && executions.saveStateEntry(arn, entry),
    record: (event) => !isStopping && executions.appendEvent(arn, event),
  });

  /** Runs on from the state that was entered last. */
  const resumeExecution = (execution: Execution, cause?: string) =>
    run(execution, durableProgress(execution), executions.getLastEventId(execution.arn), cause);

  return {
    /**
     * Starts a Standard execution, once per name.
     *
     * @throws AwsError ExecutionAlreadyExists, InvalidName, InvalidExecutionInput
     */
    start(stateMachine: StateMachine, request: StartRequest): StartedExecution {
      const execution = createExecution(stateMachine, request, clock.nowMs());
      const existing = executions.find(execution.arn);
      if (existing !== undefined) {
        if (existing.result !== undefined || existing.input !== execution.input)
          throw alreadyExists(execution.arn);
        return {
          execution: existing,
          ended: running.get(existing.arn)?.ended ?? resumeExecution(existing, request.trace),
        };
      }
      executions.insert(execution);
      return { execution, ended: run(execution, durableProgress(execution), 0, request.trace) };
    },

    /** Starts an Express execution. It is not stored, and names may repeat. */
    startExpress(stateMachine: StateMachine, request: StartRequest): StartedExecution {
      const { arn, ...rest } = createExecution(stateMachine, request, clock.nowMs());
      const execution = { ...rest, arn: `${arn.replace(':execution:', ':express:')}:${randomUUID()}` };
      return {
        execution,
        ended: run(execution, { stateEntered: () => {}, record: () => {} }, -1, request.trace),
      };
    },

    /** @throws AwsError ExecutionDoesNotExist */
    find(executionArn: string): Execution {
      const execution = executions.find(executionArn);
      if (execution === undefined) {
        throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
      }
      return execution;
    },

    /** @returns when the execution ended, in epoch milliseconds */
    async stop(executionArn: string, error?: string, cause?: string): Promise<number> {
      const reason = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
      const current = running.get(executionArn);
      current?.abort.abort(new Interruption({ status: 'ABORTED', ...reason }));
      await current?.ended;
      return this.find(executionArn).result?.stoppedAtMs ?? clock.nowMs();
    },

    /** Resumes a failed execution at the state that failed. @throws AwsError ExecutionNotRedrivable */
    redrive(executionArn: string, cause?: string): void {
      const { result } = this.find(executionArn);
      // Timed-out executions cannot be redriven locally: their deadline has passed, and no new one is set.
      if (result?.status !== 'FAILED' && result?.status !== 'ABORTED') {
        throw new AwsError(
          'ExecutionNotRedrivable',
          `Execution '${executionArn}' is neither FAILED nor ABORTED`,
        );
      }
      executions.markRunning(executionArn);
      const lastEventId = executions.getLastEventId(executionArn);
      executions.appendEvent(executionArn, {
        id: lastEventId + 1,
        previousEventId: lastEventId,
        timestampMs: clock.nowMs(),
        type: 'ExecutionRedriven',
        details: JSON.stringify({ redriveCount: executions.countRedrives(executionArn) + 1 }),
      });
      void resumeExecution(this.find(executionArn), cause);
    },

    /** Resumes each execution that was running when the process ended. */
    resume(): void {
      for (const { execution, entry } of executions.listInterrupted()) {
        if (running.has(execution.arn)) continue;
        log(
          `step-functions: ${execution.stateMachineName}/${execution.name} resumes at ${entry?.stateName ?? 'its start'}`,
        );
        void resumeExecution(execution);
      }
    },

    /** Interrupts running executions; they resume after the next start. */
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

function createExecution(
  stateMachine: StateMachine,
  { name = randomUUID(), input = '{}' }: StartRequest,
  nowMs: number,
): Execution {
  if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) {
    throw new AwsError('InvalidExecutionInput', `The input exceeds the limit of ${MAX_INPUT_BYTES} bytes`);
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
    arn: `${stateMachine.arn.replace(':stateMachine:', ':execution:')}:${name}`,
    stateMachineArn: stateMachine.arn,
    stateMachineName: stateMachine.name,
    name,
    roleArn: stateMachine.roleArn,
    definitionText: stateMachine.definitionText,
    input,
    startedAtMs: nowMs,
  };
}
