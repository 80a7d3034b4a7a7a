import type { AwsRequest } from '../../../contract/aws-request.ts';
import type { S3Call } from './s3-call.ts';

export interface NamedChange {
  readonly eventName: string;
  readonly bucket: string;
  readonly key: string;
}

/** What a successful call did to objects, by the names of S3's events. */
export function objectChanges(
  call: S3Call,
  { headers, body }: Pick<AwsRequest, 'headers' | 'body'>,
): readonly NamedChange[] {
  const { method, bucket, key, query } = call;
  const change = (eventName: string) => [{ eventName, bucket, key }];
  if (method === 'POST' && query.has('delete')) {
    return deletedKeys(body.toString()).map((deleted) => ({
      eventName: 'ObjectRemoved:Delete',
      bucket,
      key: deleted,
    }));
  }
  if (key === '') return [];
  if (call.isFormUpload) return change('ObjectCreated:Post');
  if (method === 'POST' && query.has('uploadId')) return change('ObjectCreated:CompleteMultipartUpload');
  if (method === 'DELETE' && !query.has('uploadId')) return change('ObjectRemoved:Delete');
  if (method !== 'PUT' || query.has('partNumber')) return [];
  return change(headers['x-amz-copy-source'] === undefined ? 'ObjectCreated:Put' : 'ObjectCreated:Copy');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const deletedKeys = (xml: string) =>
  [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) =>
    key.replaceAll(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  );
