import { beginInvocation, endInvocation, newCorrelationId, sanitizeError } from '#libs/logging';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { log } from '../log-events.ts';

/** When a scheduled run was due, which may be a while before it happens. */
export interface ScheduledRun {
  readonly dueAt: Date;
}

/**
 * The Lambda handler of a schedule. EventBridge delivers at least once, so `run` must bear repetition. What it throws
 * is logged, moves the error metric, and is tried again twice, as Lambda does for every asynchronous call:
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 *
 * @example export const handler = scheduleHandler(({ dueAt }) => closeDay(dueAt, needs));
 */
export const scheduleHandler = (run: (due: ScheduledRun) => Promise<void>) =>
  middy<Pick<ScheduledEvent, 'time'>, void>()
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
