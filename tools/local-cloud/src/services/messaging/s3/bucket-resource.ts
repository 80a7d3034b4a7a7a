import type { ResourceProvider } from '../../../contract/local-service.ts';
import { physicalName } from '../../../contract/physical-name.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import { toEventNotifications, type NotificationConfiguration } from './event-notifications.ts';
import type { EventNotificationDelivery } from './event-notification-delivery.ts';
import type { CorsRule } from './cors.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 's3Store'>;
  readonly deliveries: Pick<EventNotificationDelivery, 'configure'>;
  readonly setCorsRules: (bucket: string, rules: readonly CorsRule[]) => void;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const MAX_BUCKET_NAME_LENGTH = 63;

/** `AWS::S3::Bucket` */
export function bucketResource({ fauxqs, deliveries, setCorsRules }: Dependencies): ResourceProvider {
  return {
    holdsData: true,
    async clear(_resource, { ref }) {
      const { objects } = fauxqs.s3Store.listObjects(ref, { maxKeys: Number.MAX_SAFE_INTEGER });
      for (const { key } of objects) fauxqs.s3Store.deleteObject(ref, key);
    },
    honors: ['BucketName', 'NotificationConfiguration', 'CorsConfiguration'],
    ignores: {
      AccessControl: 'access is controlled by IAM policies and bucket policies',
      BucketEncryption: 'local files are not encrypted',
      LifecycleConfiguration: 'local objects do not expire',
      LoggingConfiguration: 'access logs are not emulated',
      OwnershipControls: 'all local objects belong to one account',
      PublicAccessBlockConfiguration: 'local buckets are reachable from this machine only',
      VersioningConfiguration: 'local buckets keep only the latest version of an object',
      Tags: 'tags are not used locally',
    },
    async deploy(resource) {
      const { properties } = resource;
      const name = String(
        properties['BucketName'] ?? physicalName(resource, MAX_BUCKET_NAME_LENGTH).toLowerCase(),
      );
      fauxqs.s3Store.createBucket(name);
      deliveries.configure(
        name,
        toEventNotifications((properties['NotificationConfiguration'] ?? {}) as NotificationConfiguration),
      );
      const cors = properties['CorsConfiguration'] as
        { readonly CorsRules?: readonly CorsRule[] } | undefined;
      setCorsRules(name, cors?.CorsRules ?? []);
      return {
        ref: name,
        attributes: {
          Arn: `arn:aws:s3:::${name}`,
          DomainName: `${name}.s3.amazonaws.com`,
          RegionalDomainName: `${name}.s3.${REGION}.amazonaws.com`,
        },
      };
    },
  };
}
