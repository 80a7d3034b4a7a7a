import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import {
  matchesNotification,
  toS3Event,
  type EventNotification,
  type ObjectEvent,
} from './event-notifications.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';

export interface EventNotificationDelivery {
  /** Replaces the event notifications of a bucket. */
  configure(bucket: string, notifications: readonly EventNotification[]): void;
  deliver(objectEvent: ObjectEvent): Promise<void>;
}

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'sqsStore' | 'send'>;
  readonly publish: (topicArn: string, message: string, trace?: string) => Promise<void>;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly policies: Pick<ResourcePolicies, 'allows'>;
  readonly log: (line: string) => void;
}

/** Delivers S3 Event Notifications to queues, topics and functions. */
export function createEventNotificationDelivery({
  fauxqs,
  publish,
  invoker,
  policies,
  log,
}: Dependencies): EventNotificationDelivery {
  const byBucket = new Map<string, readonly EventNotification[]>();

  const isAllowed = (action: string, resourceArn: string, bucket: string) =>
    policies.allows({
      service: 's3.amazonaws.com',
      action,
      resourceArn,
      sourceArn: `arn:aws:s3:::${bucket}`,
    });

  async function deliverTo({ id, target }: EventNotification, objectEvent: ObjectEvent) {
    const event = toS3Event(id, objectEvent);
    const { trace } = objectEvent;
    if (target.kind === 'function')
      return invoker.invokeAsync(target.arn, event, { causes: [trace], trigger: 'bucket' });
    const action = target.kind === 'queue' ? 'sqs:SendMessage' : 'sns:Publish';
    if (!isAllowed(action, target.arn, objectEvent.bucket)) {
      throw new Error(
        `the resource policy of ${target.arn} does not allow s3.amazonaws.com to perform ${action} for arn:aws:s3:::${objectEvent.bucket}`,
      );
    }
    if (target.kind === 'topic') return publish(target.arn, JSON.stringify(event), trace);
    const queue = fauxqs.sqsStore.getQueueByArn(target.arn);
    if (queue === undefined) throw new Error(`queue ${target.arn} does not exist`);
    return fauxqs.send(queue, JSON.stringify(event), { trace });
  }

  return {
    configure: (bucket, notifications) => void byBucket.set(bucket, notifications),
    async deliver(objectEvent) {
      const matching = (byBucket.get(objectEvent.bucket) ?? []).filter((notification) =>
        matchesNotification(notification, objectEvent),
      );
      for (const notification of matching) {
        try {
          await deliverTo(notification, objectEvent);
        } catch (error) {
          log(
            `s3: could not deliver ${objectEvent.eventName} of ${objectEvent.bucket}/${objectEvent.key}: ${(error as Error).message}`,
          );
        }
      }
    },
  };
}
