import type { AwsRequest } from '../../../contract/aws-request.ts';

/** A call of the S3 API, parsed from its path and query. */
export interface S3Call {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  /** Whether the call is a browser-based upload with a signed POST policy. */
  readonly isFormUpload: boolean;
}

export function parseS3Call({
  method,
  path,
  headers,
}: Pick<AwsRequest, 'method' | 'path' | 'headers'>): S3Call {
  const url = new URL(path, 'http://s3');
  const [, bucket = '', ...key] = url.pathname.split('/');
  return {
    method,
    bucket,
    key: decodeURIComponent(key.join('/')),
    query: url.searchParams,
    isFormUpload: method === 'POST' && (headers['content-type'] ?? '').startsWith('multipart/form-data'),
  };
}

// The emulator mistakes these sub-resources for the bucket or object itself: PutObjectTagging would overwrite the object.
const UNSUPPORTED_SUB_RESOURCES = (
  'accelerate acl analytics cors encryption intelligent-tiering inventory legal-hold location logging metrics ' +
  'notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment ' +
  'restore retention select tagging torrent versionId versioning versions website'
).split(' ');

/** @returns the unsupported sub-resource of the call, or undefined. */
export const unsupportedSubResource = ({ query }: S3Call): string | undefined =>
  UNSUPPORTED_SUB_RESOURCES.find((name) => query.has(name));

/** Whether a presigned URL has expired, by `X-Amz-Date` and `X-Amz-Expires`. */
export function isExpired({ query }: S3Call, nowMs: number): boolean {
  const [date, expiresSeconds] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')];
  if (date === null || expiresSeconds === null) return false;
  return nowMs > toEpochMs(date) + Number(expiresSeconds) * 1000;
}

/** `20300101T120000Z` */
const toEpochMs = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
