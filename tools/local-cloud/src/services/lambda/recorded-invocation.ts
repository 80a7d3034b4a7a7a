import type { SpanError } from '../../contract/activity.ts';
import type { InvocationOptions } from '../../contract/function-invoker.ts';
import type { Recorder } from '../../contract/recorder.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { Outcome } from './runtime-messages.ts';

export interface RecordedInvocation {
  /** The trace header that the function receives and its SDK clients send. */
  readonly trace: string;
  throttled(): void;
  /** The environment begins to run the handler. @param initMillis undefined unless the invocation started the environment */
  began(initMillis: number | undefined): void;
  end(outcome: Outcome): void;
  /** The invocation did not reach an environment. */
  failed(error: Error): void;
}

/** Starts the span of one attempt to run a function. It includes the wait for an environment. */
export function startInvocation(
  recorder: Recorder,
  { functionName, functionArn, memorySizeMegabytes }: FunctionDefinition,
  { causes, correlationIds, trigger = 'call', attempt, batchSize }: InvocationOptions,
  requestId: string,
): RecordedInvocation {
  const startedAt = performance.now();
  const span = recorder.start({
    kind: 'invocation',
    name: functionName,
    resource: functionArn,
    ...(causes && { causes }),
    ...(correlationIds && { correlationIds }),
    requestId,
    attributes: {
      trigger,
      ...(attempt !== undefined && { attempt }),
      ...(batchSize !== undefined && { batchSize }),
    },
  });
  return {
    trace: span.header,
    throttled() {
      const error = { type: 'TooManyRequestsException', message: 'The reserved concurrency is used up.' };
      span.end({ status: 'throttled', error });
    },
    began(initMillis) {
      const waitMillis = performance.now() - startedAt;
      span.update({
        attributes: { waitMillis, ...(initMillis !== undefined && { coldStart: true, initMillis }) },
      });
    },
    end({ payload, functionError, heapBytes, failure }) {
      const error = functionError === undefined ? undefined : toSpanError(payload);
      span.end({
        status: error === undefined ? 'ok' : 'error',
        ...(error !== undefined && { error }),
        attributes: {
          memoryMegabytes: Math.ceil(heapBytes / 1024 / 1024),
          memoryLimitMegabytes: memorySizeMegabytes,
          ...(failure?.status === 'timeout' && { timedOut: true }),
        },
      });
    },
    failed: ({ name, message }) => span.end({ status: 'error', error: { type: name, message } }),
  };
}

/** @param payload JSON text of the error that Lambda returns */
function toSpanError(payload: string): SpanError {
  const { errorType = 'Error', errorMessage = '' } = JSON.parse(payload) as {
    readonly errorType?: string;
    readonly errorMessage?: string;
  };
  return { type: errorType, message: errorMessage };
}
