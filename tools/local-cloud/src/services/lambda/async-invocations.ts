import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DestinationRecord } from './destinations.ts';
import type { InvocationOptions, InvocationResult } from '../../contract/function-invoker.ts';

/** The settings of an `AWS::Lambda::EventInvokeConfig`. Undefined settings have Lambda's defaults. */
export interface AsyncSettings {
  readonly maximumRetryAttempts?: number;
  readonly maximumEventAgeSeconds?: number;
  readonly onSuccessArn?: string;
  readonly onFailureArn?: string;
}

interface QueuedEvent {
  readonly requestId: string;
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
  readonly causes: readonly (string | undefined)[];
  readonly trigger: string;
  readonly queuedAt: number;
  attempts: number;
}

export interface AsyncInvocations {
  /** Resolves once the event is on disk; the function runs afterwards. */
  add(functionName: string, event: string, options?: InvocationOptions): void;
  /** Continues with the events that an earlier run left. */
  resume(): void;
  pending(): number;
  /** Stops retrying; remaining events stay on disk for the next run. */
  stop(): void;
}

export interface AsyncInvocationsDependencies {
  readonly folder: string;
  /** Pauses before the retries. Lambda waits one minute, then two, which is too long for local development. */
  readonly retryDelaysMillis: readonly number[];
  readonly settingsOf: (functionName: string) => AsyncSettings;
  readonly invoke: (
    functionName: string,
    event: string,
    options: InvocationOptions & { requestId: string },
  ) => Promise<InvocationResult>;
  readonly deliver: (
    functionName: string,
    destinationArn: string,
    record: DestinationRecord,
    trace: string | undefined,
  ) => Promise<void>;
  readonly deadLetter: (
    functionName: string,
    event: string,
    requestId: string,
    result: InvocationResult,
  ) => Promise<void>;
  readonly functionArn: (functionName: string) => string;
  readonly onTrouble: (functionName: string, line: string) => void;
}

// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const DEFAULT_RETRY_ATTEMPTS = 2;
const DEFAULT_EVENT_AGE_SECONDS = 6 * 3600;
const THROTTLED_RETRY_MILLIS = 100;

/** Queues invocations of type `Event` on disk and retries failed ones. */
export function createAsyncInvocations(deps: AsyncInvocationsDependencies): AsyncInvocations {
  const { folder, settingsOf, invoke } = deps;
  const stopped = new AbortController();
  let pending = 0;
  mkdirSync(folder, { recursive: true });
  const fileOf = ({ requestId }: QueuedEvent): string => join(folder, `${requestId}.json`);

  function save(queued: QueuedEvent): void {
    writeFileSync(`${fileOf(queued)}.new`, JSON.stringify(queued));
    renameSync(`${fileOf(queued)}.new`, fileOf(queued));
  }

  async function work(queued: QueuedEvent): Promise<void> {
    pending++;
    try {
      await untilDone(queued);
      rmSync(fileOf(queued), { force: true });
    } catch (error) {
      if (!stopped.signal.aborted)
        deps.onTrouble(queued.functionName, `asynchronous invocation failed: ${String(error)}`);
    } finally {
      pending--;
    }
  }

  async function untilDone(queued: QueuedEvent): Promise<void> {
    const {
      maximumRetryAttempts = DEFAULT_RETRY_ATTEMPTS,
      maximumEventAgeSeconds = DEFAULT_EVENT_AGE_SECONDS,
    } = settingsOf(queued.functionName);
    for (;;) {
      if (Date.now() - queued.queuedAt > maximumEventAgeSeconds * 1000)
        return finish(queued, 'EventAgeExceeded', undefined);
      const result = await attempt(queued);
      if (!result.functionError) return finish(queued, 'Success', result);
      if (queued.attempts > maximumRetryAttempts) return finish(queued, 'RetriesExhausted', result);
      const { retryDelaysMillis } = deps;
      await delay(retryDelaysMillis[queued.attempts - 1] ?? retryDelaysMillis.at(-1) ?? 0, undefined, {
        signal: stopped.signal,
      });
    }
  }

  /** A throttled event returns to the queue without counting as an attempt. */
  async function attempt(queued: QueuedEvent): Promise<InvocationResult> {
    for (;;) {
      stopped.signal.throwIfAborted();
      try {
        const { requestId, causes, trigger } = queued;
        const result = await invoke(queued.functionName, queued.event, {
          requestId,
          causes,
          trigger,
          attempt: queued.attempts + 1,
        });
        // A thread that ends because the local cloud stops does not count as a failed attempt.
        stopped.signal.throwIfAborted();
        queued.attempts++;
        save(queued);
        return result;
      } catch (error) {
        if ((error as Error).name !== 'TooManyRequestsException') throw error;
        await delay(THROTTLED_RETRY_MILLIS, undefined, { signal: stopped.signal });
      }
    }
  }

  async function finish(
    queued: QueuedEvent,
    condition: DestinationRecord['requestContext']['condition'],
    result: InvocationResult | undefined,
  ): Promise<void> {
    const { functionName, event, requestId, attempts } = queued;
    const { onSuccessArn, onFailureArn } = settingsOf(functionName);
    const destinationArn = condition === 'Success' ? onSuccessArn : onFailureArn;
    if (destinationArn) {
      const record: DestinationRecord = {
        version: '1.0',
        timestamp: new Date().toISOString(),
        requestContext: {
          requestId,
          functionArn: `${deps.functionArn(functionName)}:$LATEST`,
          condition,
          approximateInvokeCount: attempts,
        },
        requestPayload: JSON.parse(event),
        ...(result && {
          responseContext: {
            statusCode: 200,
            executedVersion: '$LATEST',
            ...(result.functionError ? { functionError: result.functionError } : {}),
          },
          responsePayload: JSON.parse(result.payload),
        }),
      };
      await deps.deliver(functionName, destinationArn, record, result?.trace);
    }
    if (condition !== 'Success')
      await deps.deadLetter(functionName, event, requestId, result ?? { payload: 'null' });
  }

  return {
    add(functionName, event, { causes = [], trigger = 'call' } = {}) {
      const queued = {
        requestId: randomUUID(),
        functionName,
        event,
        queuedAt: Date.now(),
        attempts: 0,
        causes,
        trigger,
      };
      save(queued);
      void work(queued);
    },
    resume() {
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')))
        void work(JSON.parse(readFileSync(join(folder, file), 'utf8')) as QueuedEvent);
    },
    pending: () => pending,
    stop: () => stopped.abort(),
  };
}
