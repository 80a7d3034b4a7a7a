import { AppError } from '#libs/errors';
import { beginInvocation, endInvocation, sanitizeError } from '#libs/logging';
import type { Context } from 'aws-lambda';
import { log } from '../log-events.ts';

/**
 * Creates the Lambda handler of a user pool trigger. It returns the event, as the pool requires. The pool shows the
 * message of an error to the user, and the error counts as one of the function. An AppError `invalid` refuses the user: the
 * message is its detail.
 */
export const userPoolTrigger =
  <Event extends { readonly triggerSource: string }>(handleEvent: (event: Event) => Promise<void>) =>
  async (event: Event, context: Context): Promise<Event> => {
    beginInvocation(context, context.awsRequestId);
    try {
      await handleEvent(event);
      log.info('trigger.completed', { trigger: event.triggerSource });
      return event;
    } catch (error) {
      if (error instanceof AppError && error.kind === 'invalid') {
        log.info('trigger.refused', { trigger: event.triggerSource, code: error.code });
        throw new Error(error.detail, { cause: error });
      }
      log.error('trigger.failed', error, { trigger: event.triggerSource });
      throw sanitizeError(error);
    } finally {
      endInvocation();
    }
  };
