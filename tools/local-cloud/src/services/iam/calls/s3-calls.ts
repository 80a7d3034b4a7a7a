import { PARTITION } from '../../../../../workspace/src/aws/aws-constants.ts';
import { type Call, type ToPermissions, permission } from './call.ts';
import { formField } from '../../../contract/form-field.ts';

/**
 * Reads the action from method, path and query: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * The bucket is in the path, where the SDK writes it because the endpoint is an IP address.
 */
export const s3Calls: ToPermissions = (call) => {
  const url = new URL(call.path, 'http://s3');
  const [bucket = '', ...key] = url.pathname.slice(1).split('/');
  const objectKey = decodeURIComponent(key.join('/'));
  if (bucket === '') return [permission('s3:ListAllMyBuckets', '*')];
  return objectKey === ''
    ? bucketCalls(call, bucket, url.searchParams)
    : objectCalls(call, bucket, objectKey, url.searchParams);
};

const bucketArn = (bucket: string) => `arn:${PARTITION}:s3:::${bucket}`;
const objectArn = (bucket: string, key: string) => `${bucketArn(bucket)}/${key}`;

function objectCalls({ method, headers }: Call, bucket: string, key: string, query: URLSearchParams) {
  const target = objectArn(bucket, key);
  if (query.has('uploadId') && method === 'GET') return [permission('s3:ListMultipartUploadParts', target)];
  if (query.has('uploadId') && method === 'DELETE') return [permission('s3:AbortMultipartUpload', target)];
  const subresource = query.has('tagging') ? 'Tagging' : query.has('acl') ? 'Acl' : '';
  const version = query.has('versionId') ? 'Version' : '';
  if (method === 'DELETE') return [permission(`s3:DeleteObject${version}${subresource}`, target)];
  if (method === 'GET' || method === 'HEAD')
    return [permission(`s3:GetObject${version}${subresource}`, target)];
  const source = headers['x-amz-copy-source'];
  const reads =
    typeof source === 'string'
      ? [permission('s3:GetObject', `arn:${PARTITION}:s3:::${copySource(source)}`)]
      : [];
  return [...reads, permission(`s3:PutObject${subresource}`, target)];
}

const copySource = (header: string) => decodeURIComponent(header).replace(/^\//, '').replace(/\?.*$/, '');

function bucketCalls({ method, headers, body }: Call, bucket: string, query: URLSearchParams) {
  const target = bucketArn(bucket);
  if (method === 'POST' && query.has('delete'))
    return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) =>
      permission('s3:DeleteObject', objectArn(bucket, key ?? '')),
    );
  if (method === 'POST')
    return [permission('s3:PutObject', objectArn(bucket, formField({ headers, body }, 'key') ?? ''))];
  if (method === 'GET' && query.has('uploads')) return [permission('s3:ListBucketMultipartUploads', target)];
  if (method === 'GET' && query.has('versions')) return [permission('s3:ListBucketVersions', target)];
  const subresource = [...query.keys()].find((name) => bucketSubresources[name] !== undefined);
  const named = subresource === undefined ? undefined : bucketSubresources[subresource];
  if (named !== undefined) return [permission(`s3:${method === 'GET' ? 'Get' : 'Put'}${named}`, target)];
  if (method === 'PUT') return [permission('s3:CreateBucket', target)];
  return [permission(method === 'DELETE' ? 's3:DeleteBucket' : 's3:ListBucket', target)];
}

const bucketSubresources: Readonly<Record<string, string>> = {
  location: 'BucketLocation',
  notification: 'BucketNotification',
  policy: 'BucketPolicy',
  cors: 'BucketCORS',
  lifecycle: 'LifecycleConfiguration',
  encryption: 'EncryptionConfiguration',
  versioning: 'BucketVersioning',
  tagging: 'BucketTagging',
  publicAccessBlock: 'BucketPublicAccessBlock',
};
