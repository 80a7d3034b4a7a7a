import type { AwsRequest } from '../../../contract/aws-request.ts';
import type { S3Call } from './s3-call.ts';

export interface ObjectEventIdentity {
  readonly eventName: string;
  readonly bucket: string;
  readonly key: string;
}

/** The object events of a successful S3 call, by their S3 event names. */
export function toObjectEvents(
  call: S3Call,
  { headers, body }: Pick<AwsRequest, 'headers' | 'body'>,
): readonly ObjectEventIdentity[] {
  const { method, bucket, key, query } = call;
  const event = (eventName: string) => [{ eventName, bucket, key }];
  if (method === 'POST' && query.has('delete')) {
    return toDeletedKeys(body.toString()).map((deletedKey) => ({
      eventName: 'ObjectRemoved:Delete',
      bucket,
      key: deletedKey,
    }));
  }
  if (key === '') return [];
  if (call.isFormUpload) return event('ObjectCreated:Post');
  if (method === 'POST' && query.has('uploadId')) return event('ObjectCreated:CompleteMultipartUpload');
  if (method === 'DELETE' && !query.has('uploadId')) return event('ObjectRemoved:Delete');
  if (method !== 'PUT' || query.has('partNumber')) return [];
  return event(headers['x-amz-copy-source'] === undefined ? 'ObjectCreated:Put' : 'ObjectCreated:Copy');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const toDeletedKeys = (xml: string) =>
  [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) =>
    key.replaceAll(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  );
