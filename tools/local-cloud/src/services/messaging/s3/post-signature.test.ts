import { describe, expect, it } from '@jest/globals';
import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import fc from 'fast-check';
import { checkPostSignature } from './post-signature.ts';

const credentials = { accessKeyId: 'AKIA0000000000000001', secretAccessKey: 'a secret' };
const findSecret = (accessKeyId: string) =>
  accessKeyId === credentials.accessKeyId ? credentials.secretAccessKey : undefined;

async function signedFields(): Promise<Map<string, string>> {
  const client = new S3Client({ region: 'us-east-1', credentials });
  const { fields } = await createPresignedPost(client, {
    Bucket: 'images',
    Key: 'products/chair.png',
    Conditions: [['content-length-range', 1, 10]],
    Expires: 60,
  });
  return new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}

describe('checkPostSignature', () => {
  it('accepts a policy that the SDK signed', async () => {
    expect(checkPostSignature(await signedFields(), findSecret)).toBeUndefined();
  });

  it('rejects a policy signed with another secret or an unknown key', async () => {
    const fields = await signedFields();
    expect(checkPostSignature(fields, () => 'another secret')).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(checkPostSignature(fields, () => undefined)).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
    });
  });

  it('rejects any change of a signed field', async () => {
    const fields = await signedFields();
    const names = ['policy', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-signature'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string(), (name, value) => {
        fc.pre(value !== fields.get(name));
        const rejection = checkPostSignature(new Map([...fields, [name, value]]), findSecret);
        expect([400, 403]).toContain(rejection?.status);
      }),
    );
    const otherRegion = fields.get('x-amz-credential')!.replace('us-east-1', 'eu-west-1');
    const moved = new Map([...fields, ['x-amz-credential', otherRegion]]);
    expect(checkPostSignature(moved, findSecret)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('rejects an upload without a signature', async () => {
    expect(checkPostSignature(new Map([['key', 'x']]), findSecret)).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });
    for (const name of ['policy', 'x-amz-signature', 'x-amz-credential', 'x-amz-date', 'x-amz-algorithm']) {
      const fields = await signedFields();
      fields.delete(name);
      expect(checkPostSignature(fields, findSecret)).toMatchObject({ status: 400, code: 'InvalidArgument' });
    }
  });
});
