import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../credentials.ts';
import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';

interface Call {
  readonly url: URL;
  readonly signingName: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly credentials: Credentials;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * Headers of a POST signed by Signature Version 4, the given ones included:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signedHeaders(
  { url, signingName, headers, body, credentials }: Call,
  now = new Date(),
): Record<string, string> {
  const timestamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const date = timestamp.slice(0, 8);
  const scope = `${date}/${REGION}/${signingName}/aws4_request`;
  const signed: Record<string, string> = { ...headers, host: url.host, 'x-amz-date': timestamp };
  const names = Object.keys(signed).toSorted();
  const canonicalHeaders = names.map((name) => `${name}:${signed[name]?.trim()}\n`).join('');
  const canonical = ['POST', url.pathname, '', canonicalHeaders, names.join(';'), sha256(body)].join('\n');
  const key = [date, REGION, signingName, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${credentials.secretAccessKey}`,
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...signed, authorization };
}
