import { beginInvocation, endInvocation, sanitizeError } from '#libs/logging';
import type { Context } from 'aws-lambda';
import { log } from '../log-events.ts';

/**
 * The Lambda handler of a user pool's trigger. The pool expects its event back; what `react` throws it shows
 * to the person who signs up, and counts as the function's error.
 */
export const userPoolTrigger =
  <Event extends { readonly triggerSource: string }>(react: (event: Event) => Promise<void>) =>
  async (event: Event, context: Context): Promise<Event> => {
    beginInvocation(context, context.awsRequestId);
    try {
      await react(event);
      log.info('trigger.done', { trigger: event.triggerSource });
      return event;
    } catch (error) {
      log.error('trigger.failed', error, { trigger: event.triggerSource });
      throw sanitizeError(error);
    } finally {
      endInvocation();
    }
  };
