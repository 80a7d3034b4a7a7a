import { describe, expect, it } from '@jest/globals';
import { refusalByPolicy } from './post-policy.ts';

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

describe('refusalByPolicy', () => {
  it('lets through what the policy asks for', () => {
    expect(refusalByPolicy(upload(), noon)).toBeUndefined();
  });

  it('refuses a file that is too large or too small', () => {
    expect(refusalByPolicy(upload({ fileBytes: 1_001 }), noon)).toMatchObject({
      status: 400,
      code: 'EntityTooLarge',
    });
    expect(refusalByPolicy(upload({ fileBytes: 0 }), noon)).toMatchObject({
      status: 400,
      code: 'EntityTooSmall',
    });
  });

  it.each([
    ['another key', { key: 'secrets/chair.png' }],
    ['another type', { 'content-type': 'text/html' }],
    ['a field that the policy does not name', { acl: 'public-read' }],
  ])('refuses %s', (_name, fields) => {
    expect(refusalByPolicy(upload({ fields }), noon)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('refuses an expired policy, and an upload without one', () => {
    expect(refusalByPolicy(upload(), noon + 16 * 60_000)?.message).toContain('Policy expired');
    expect(refusalByPolicy({ ...upload(), fields: new Map([['key', 'x']]) }, noon)).toMatchObject({
      status: 403,
    });
  });
});
