import type { AwsRequest } from '../../../contract/aws-request.ts';

/** A call of S3's API, as its path and query tell it. */
export interface S3Call {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  /** A browser's upload with a presigned policy. */
  readonly isFormUpload: boolean;
}

export function s3Call({ method, path, headers }: Pick<AwsRequest, 'method' | 'path' | 'headers'>): S3Call {
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

// Sub-resources that the emulator takes for the bucket or object itself: a tag set would overwrite its object.
const NOT_EMULATED = (
  'accelerate acl analytics cors encryption intelligent-tiering inventory legal-hold location logging metrics ' +
  'notification object-lock ownershipControls policy policyStatus publicAccessBlock replication requestPayment ' +
  'restore retention select tagging torrent versionId versioning versions website'
).split(' ');

/** @returns the sub-resource that no local call can serve, or undefined. */
export const unsupportedSubResource = ({ query }: S3Call): string | undefined =>
  NOT_EMULATED.find((name) => query.has(name));

/** A presigned URL's time: `X-Amz-Date` and `X-Amz-Expires`. */
export function isExpired({ query }: S3Call, nowMs: number): boolean {
  const [date, expiresSeconds] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')];
  if (date === null || expiresSeconds === null) return false;
  return nowMs > signedAtMs(date) + Number(expiresSeconds) * 1000;
}

/** `20300101T120000Z` */
const signedAtMs = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
