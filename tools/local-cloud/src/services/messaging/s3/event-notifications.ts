import { createHash, randomUUID } from 'node:crypto';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';

/** An event of an object, such as its creation or removal. */
export interface ObjectEvent {
  /** `ObjectCreated:Put` */
  readonly eventName: string;
  readonly bucket: string;
  readonly key: string;
  /** Only when the object exists after the event. */
  readonly object?: { readonly bytes: number; readonly etag: string };
  readonly at: Date;
  /** The trace header of the call that caused it. */
  readonly trace?: string | undefined;
}

/** One destination of a bucket's NotificationConfiguration, with its event type and key filter. */
export interface EventNotification {
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

/** Parses the `NotificationConfiguration` of `AWS::S3::Bucket`. */
export function toEventNotifications(configuration: NotificationConfiguration): readonly EventNotification[] {
  const { QueueConfigurations = [], TopicConfigurations = [], LambdaConfigurations = [] } = configuration;
  return [
    ...QueueConfigurations.map((each) => toNotification(each, { kind: 'queue', arn: each.Queue ?? '' })),
    ...TopicConfigurations.map((each) => toNotification(each, { kind: 'topic', arn: each.Topic ?? '' })),
    ...LambdaConfigurations.map((each) =>
      toNotification(each, { kind: 'function', arn: each.Function ?? '' }),
    ),
  ];
}

function toNotification(
  { Event, Filter }: Configuration,
  target: EventNotification['target'],
): EventNotification {
  const rules = Filter?.S3Key?.Rules ?? [];
  const rule = (name: string) => rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? '';
  const id = createHash('md5')
    .update(`${Event} ${target.arn} ${JSON.stringify(rules)}`)
    .digest('hex');
  return { id, event: Event, prefix: rule('prefix'), suffix: rule('suffix'), target };
}

export const matchesNotification = (
  { event, prefix, suffix }: EventNotification,
  { eventName, key }: ObjectEvent,
): boolean =>
  (event.endsWith('*') ? `s3:${eventName}`.startsWith(event.slice(0, -1)) : event === `s3:${eventName}`) &&
  key.startsWith(prefix) &&
  key.endsWith(suffix);

const OWNER = { principalId: 'A1LOCAL' };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
export const toS3Event = (configurationId: string, { eventName, bucket, key, object, at }: ObjectEvent) => ({
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
          // Form-encoded except for slashes; consumers decode it.
          key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
          ...(object !== undefined && { size: object.bytes, eTag: object.etag.replaceAll('"', '') }),
          sequencer: sequencer(at),
        },
      },
    },
  ],
});

let lastSequence = 0n;

/** Later events of a key have larger sequencers: hexadecimal strings of equal length. */
function sequencer(at: Date): string {
  const candidate = BigInt(at.getTime()) * 1_000n;
  lastSequence = candidate > lastSequence ? candidate : lastSequence + 1n;
  return lastSequence.toString(16).toUpperCase().padStart(18, '0');
}
