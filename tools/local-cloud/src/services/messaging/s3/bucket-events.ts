import { createHash, randomUUID } from 'node:crypto';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';

/** What happened to an object. */
export interface ObjectChange {
  /** `ObjectCreated:Put` */
  readonly eventName: string;
  readonly bucket: string;
  readonly key: string;
  /** Only of an object that is there. */
  readonly object?: { readonly bytes: number; readonly etag: string };
  readonly at: Date;
}

/** Where the events of a bucket go, as its NotificationConfiguration says. */
export interface BucketNotification {
  readonly id: string;
  /** `s3:ObjectCreated:*` */
  readonly event: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly target: { readonly kind: 'queue' | 'topic' | 'function'; readonly arn: string };
}

interface Configuration {
  readonly Event: string;
  readonly Queue?: string;
  readonly Topic?: string;
  readonly Function?: string;
  readonly Filter?: {
    readonly S3Key?: { readonly Rules?: readonly { readonly Name: string; readonly Value: string }[] };
  };
}

export interface NotificationConfiguration {
  readonly QueueConfigurations?: readonly Configuration[];
  readonly TopicConfigurations?: readonly Configuration[];
  readonly LambdaConfigurations?: readonly Configuration[];
}

/** Reads `NotificationConfiguration` of `AWS::S3::Bucket`. */
export function bucketNotifications(configuration: NotificationConfiguration): readonly BucketNotification[] {
  const { QueueConfigurations = [], TopicConfigurations = [], LambdaConfigurations = [] } = configuration;
  return [
    ...QueueConfigurations.map((one) => notification(one, { kind: 'queue', arn: one.Queue ?? '' })),
    ...TopicConfigurations.map((one) => notification(one, { kind: 'topic', arn: one.Topic ?? '' })),
    ...LambdaConfigurations.map((one) => notification(one, { kind: 'function', arn: one.Function ?? '' })),
  ];
}

function notification(
  { Event, Filter }: Configuration,
  target: BucketNotification['target'],
): BucketNotification {
  const rules = Filter?.S3Key?.Rules ?? [];
  const rule = (name: string) => rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
  const id = createHash('md5')
    .update(`${Event} ${target.arn} ${JSON.stringify(rules)}`)
    .digest('hex');
  return { id, event: Event, prefix: rule('prefix'), suffix: rule('suffix'), target };
}

export const concerns = (
  { event, prefix, suffix }: BucketNotification,
  { eventName, key }: ObjectChange,
): boolean =>
  (event.endsWith('*') ? `s3:${eventName}`.startsWith(event.slice(0, -1)) : event === `s3:${eventName}`) &&
  key.startsWith(prefix) &&
  key.endsWith(suffix);

const OWNER = { principalId: 'A1LOCAL' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export const s3Event = (configurationId: string, { eventName, bucket, key, object, at }: ObjectChange) => ({
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: REGION,
      eventTime: at.toISOString(),
      eventName,
      userIdentity: OWNER,
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: { 'x-amz-request-id': randomUUID(), 'x-amz-id-2': randomUUID() },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId,
        bucket: { name: bucket, ownerIdentity: OWNER, arn: `arn:aws:s3:::${bucket}` },
        object: {
          // Encoded as a form is, but for the slashes: consumers decode it.
          key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
          ...(object !== undefined && { size: object.bytes, eTag: object.etag.replaceAll('"', '') }),
          sequencer: sequencer(at),
        },
      },
    },
  ],
});

let lastSequence = 0n;

/** Later events of a key have larger sequencers, compared as hexadecimal text of one length. */
function sequencer(at: Date): string {
  const wanted = BigInt(at.getTime()) * 1_000n;
  lastSequence = wanted > lastSequence ? wanted : lastSequence + 1n;
  return lastSequence.toString(16).toUpperCase().padStart(18, '0');
}
