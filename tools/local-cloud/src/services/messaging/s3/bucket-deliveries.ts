import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import { concerns, s3Event, type BucketNotification, type ObjectChange } from './bucket-events.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';

export interface BucketDeliveries {
  /** What a bucket tells from now on. */
  configure(bucket: string, notifications: readonly BucketNotification[]): void;
  deliver(change: ObjectChange): Promise<void>;
}

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'sqsStore' | 'send'>;
  readonly publish: (topicArn: string, message: string) => Promise<void>;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly policies: Pick<ResourcePolicies, 'allows'>;
  readonly log: (line: string) => void;
}

/** S3's event notifications to queues, topics and functions. */
export function createBucketDeliveries({
  fauxqs,
  publish,
  invoker,
  policies,
  log,
}: Dependencies): BucketDeliveries {
  const byBucket = new Map<string, readonly BucketNotification[]>();

  const may = (action: string, resourceArn: string, bucket: string) =>
    policies.allows({
      service: 's3.amazonaws.com',
      action,
      resourceArn,
      sourceArn: `arn:aws:s3:::${bucket}`,
    });

  async function deliverTo({ id, target }: BucketNotification, change: ObjectChange) {
    const event = s3Event(id, change);
    if (target.kind === 'function') return invoker.invokeAsync(target.arn, event);
    const action = target.kind === 'queue' ? 'sqs:SendMessage' : 'sns:Publish';
    if (!may(action, target.arn, change.bucket)) {
      throw new Error(
        `no policy of ${target.arn} lets s3.amazonaws.com do ${action} for arn:aws:s3:::${change.bucket}`,
      );
    }
    if (target.kind === 'topic') return publish(target.arn, JSON.stringify(event));
    const queue = fauxqs.sqsStore.getQueueByArn(target.arn);
    if (queue === undefined) throw new Error(`there is no queue ${target.arn}`);
    return fauxqs.send(queue, JSON.stringify(event));
  }

  return {
    configure: (bucket, notifications) => void byBucket.set(bucket, notifications),
    async deliver(change) {
      const concerned = (byBucket.get(change.bucket) ?? []).filter((one) => concerns(one, change));
      for (const notification of concerned) {
        try {
          await deliverTo(notification, change);
        } catch (error) {
          log(
            `s3: ${change.bucket}/${change.key} ${change.eventName} was not told: ${(error as Error).message}`,
          );
        }
      }
    },
  };
}
