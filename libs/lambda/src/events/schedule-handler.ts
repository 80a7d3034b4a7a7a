import { beginInvocation, endInvocation, newCorrelationId, sanitizeError } from '#libs/logging';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { log } from '../log-events.ts';
import { timeLimit } from '../time-limit.ts';

/** A scheduled run. It may start some time after it was due. */
export interface ScheduledRun {
  readonly dueAt: Date;
}

/**
 * Creates the Lambda handler of a schedule. EventBridge invokes it at least once per run, so `run` must be idempotent.
 * Errors are logged, counted by Lambda, and retried twice, as for every asynchronous invocation:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 *
 * @example export const handler = scheduleHandler(({ dueAt }) => closeDay(dueAt, deps));
 */
export const scheduleHandler = (run: (due: ScheduledRun) => Promise<void>) =>
  middy<Pick<ScheduledEvent, 'time'>, void>(timeLimit)
    .use({
      before: ({ context }) => beginInvocation(context, newCorrelationId()),
      after: () => endInvocation(),
      onError: (request) => {
        log.error('schedule.failed', request.error);
        request.error = sanitizeError(request.error);
        endInvocation();
      },
    })
    .handler(async ({ time }) => run({ dueAt: new Date(time) }));
