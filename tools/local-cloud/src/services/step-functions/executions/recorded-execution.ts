import { findCorrelationIds } from '../../../contract/correlation-ids.ts';
import type { Recorder } from '../../../contract/recorder.ts';
import type { Execution, ExecutionResult } from './execution.ts';

export interface RecordedExecution {
  /** The trace header for the states. */
  readonly trace: string;
  /** @param result undefined if the execution was interrupted */
  end(result: ExecutionResult | undefined): void;
}

/** Starts the span of an execution, or of its continuation after a redrive or restart. */
export function startExecutionSpan(
  recorder: Recorder,
  { arn, name, stateMachineArn, stateMachineName, input }: Execution,
  cause: string | undefined,
): RecordedExecution {
  const span = recorder.start({
    kind: 'execution',
    name: stateMachineName,
    resource: stateMachineArn,
    causes: [cause],
    correlationIds: findCorrelationIds(input),
    attributes: { executionArn: arn, executionName: name },
  });
  return {
    trace: span.header,
    end(result) {
      const { status = 'INTERRUPTED', error, cause: message = '' } = result ?? {};
      span.end({
        status: status === 'SUCCEEDED' ? 'ok' : 'error',
        ...(status !== 'SUCCEEDED' && { error: { type: error ?? status, message } }),
        attributes: { result: status },
      });
    },
  };
}
