import { describe, expect, it } from '@jest/globals';
import { checkPostPolicy } from './post-policy.ts';

const noon = Date.parse('2030-01-01T12:00:00.000Z');
const policy = {
  expiration: '2030-01-01T12:15:00.000Z',
  conditions: [
    ['content-length-range', 1, 1_000],
    ['starts-with', '$key', 'products/'],
    ['eq', '$Content-Type', 'image/png'],
    { bucket: 'images' },
  ],
};
const upload = (changes: { fields?: Record<string, string>; fileBytes?: number } = {}) => ({
  bucket: 'images',
  fileName: 'chair.png',
  fileBytes: changes.fileBytes ?? 500,
  fields: new Map(
    Object.entries({
      key: 'products/${filename}',
      'content-type': 'image/png',
      policy: Buffer.from(JSON.stringify(policy)).toString('base64'),
      'x-amz-signature': 'signature',
      ...changes.fields,
    }),
  ),
});

describe('checkPostPolicy', () => {
  it('accepts an upload that meets the policy', () => {
    expect(checkPostPolicy(upload(), noon)).toBeUndefined();
  });

  it('rejects a file that is too large or too small', () => {
    expect(checkPostPolicy(upload({ fileBytes: 1_001 }), noon)).toMatchObject({
      status: 400,
      code: 'EntityTooLarge',
    });
    expect(checkPostPolicy(upload({ fileBytes: 0 }), noon)).toMatchObject({
      status: 400,
      code: 'EntityTooSmall',
    });
  });

  it.each([
    ['a different key', { key: 'secrets/chair.png' }],
    ['a different content type', { 'content-type': 'text/html' }],
    ['a field without a policy condition', { acl: 'public-read' }],
  ])('rejects %s', (_name, fields) => {
    expect(checkPostPolicy(upload({ fields }), noon)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('rejects an expired policy', () => {
    expect(checkPostPolicy(upload(), noon + 16 * 60_000)?.message).toContain('Policy expired');
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['no object', 'null'],
    ['no expiration', JSON.stringify({ ...policy, expiration: undefined })],
    ['an expiration that is no time', JSON.stringify({ ...policy, expiration: 'never' })],
    ['no conditions', JSON.stringify({ expiration: policy.expiration })],
  ])('rejects a policy with %s', (_name, text) => {
    const fields = { policy: Buffer.from(text).toString('base64') };
    expect(checkPostPolicy(upload({ fields }), noon)).toMatchObject({
      status: 400,
      code: 'InvalidPolicyDocument',
    });
  });
});
