import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UploadRejection } from './post-policy.ts';

/** The secret of an access key; undefined if the key is unknown. */
export type FindSecret = (accessKeyId: string) => string | undefined;

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SIGNATURE_FIELDS = ['policy', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'];

/**
 * Checks the signature of a POST policy, with Signature Version 4.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html
 *
 * @param fields  the fields of the form by lower-case name
 * @returns the error of S3, or undefined when the owner of the access key signed this policy
 */
export function checkPostSignature(
  fields: ReadonlyMap<string, string>,
  findSecret: FindSecret,
): UploadRejection | undefined {
  // Without any of these fields, the upload is anonymous.
  if (!SIGNATURE_FIELDS.some((name) => fields.has(name)))
    return { status: 403, code: 'AccessDenied', message: 'Access Denied' };
  const missing = SIGNATURE_FIELDS.find((name) => !fields.get(name));
  if (missing !== undefined) return invalidArgument(`Bucket POST must contain a field named '${missing}'.`);
  const field = (name: string) => fields.get(name) ?? '';
  if (field('x-amz-algorithm') !== ALGORITHM) return invalidArgument(`X-Amz-Algorithm must be ${ALGORITHM}.`);
  const [accessKeyId = '', date = '', region = '', service, terminator] =
    field('x-amz-credential').split('/');
  if (service !== 's3' || terminator !== 'aws4_request' || !field('x-amz-date').startsWith(`${date}T`))
    return invalidArgument('The credential is malformed. Expected KEY/YYYYMMDD/REGION/s3/aws4_request.');

  const secret = findSecret(accessKeyId);
  if (secret === undefined)
    return {
      status: 403,
      code: 'InvalidAccessKeyId',
      message: 'The AWS Access Key Id you provided does not exist in our records.',
    };
  const expected = signPolicy(field('policy'), { secret, date, region });
  return isEqual(expected, field('x-amz-signature'))
    ? undefined
    : {
        status: 403,
        code: 'SignatureDoesNotMatch',
        message: 'The request signature we calculated does not match the signature you provided.',
      };
}

interface SigningScope {
  readonly secret: string;
  readonly date: string;
  readonly region: string;
}

const signPolicy = (policy: string, { secret, date, region }: SigningScope): string =>
  [date, region, 's3', 'aws4_request', policy]
    .reduce((key: string | Buffer, text) => hmac(key, text), `AWS4${secret}`)
    .toString('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const isEqual = (expected: string, given: string): boolean =>
  expected.length === given.length &&
  timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(given, 'latin1'));

const invalidArgument = (message: string): UploadRejection => ({
  status: 400,
  code: 'InvalidArgument',
  message,
});
