import type { ResourceProvider } from '../../../contract/local-service.ts';
import { physicalName } from '../../../contract/physical-name.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import { bucketNotifications, type NotificationConfiguration } from './bucket-events.ts';
import type { BucketDeliveries } from './bucket-deliveries.ts';
import type { CorsRule } from './cross-origin.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 's3Store'>;
  readonly deliveries: Pick<BucketDeliveries, 'configure'>;
  readonly setCorsRules: (bucket: string, rules: readonly CorsRule[]) => void;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const LONGEST_BUCKET_NAME = 63;

/** `AWS::S3::Bucket` */
export function bucketResource({ fauxqs, deliveries, setCorsRules }: Dependencies): ResourceProvider {
  return {
    holdsData: true,
    honors: ['BucketName', 'NotificationConfiguration', 'CorsConfiguration'],
    ignores: {
      AccessControl: 'who may read a bucket is decided by roles',
      BucketEncryption: 'local files are not encrypted',
      LifecycleConfiguration: 'local objects stay until they are deleted',
      LoggingConfiguration: 'there are no access logs',
      OwnershipControls: 'there is one account',
      PublicAccessBlockConfiguration: 'only this machine reaches a local bucket',
      VersioningConfiguration: 'a local bucket keeps the last version of an object',
      Tags: 'nothing reads them',
    },
    async deploy(resource) {
      const { properties } = resource;
      const name = String(
        properties['BucketName'] ?? physicalName(resource, LONGEST_BUCKET_NAME).toLowerCase(),
      );
      fauxqs.s3Store.createBucket(name);
      deliveries.configure(
        name,
        bucketNotifications((properties['NotificationConfiguration'] ?? {}) as NotificationConfiguration),
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
