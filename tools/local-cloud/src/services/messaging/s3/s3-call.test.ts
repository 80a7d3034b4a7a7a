import { describe, expect, it } from '@jest/globals';
import { toObjectEvents } from './object-events.ts';
import { isExpired, parseS3Call, unsupportedSubResource } from './s3-call.ts';

const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  parseS3Call({ method, path, headers });
const changes = (method: string, path: string, { headers = {} as Record<string, string>, body = '' } = {}) =>
  toObjectEvents(call(method, path, headers), { headers, body: Buffer.from(body) }).map(
    ({ eventName, bucket, key }) => `${eventName} ${bucket}/${key}`,
  );

describe('parseS3Call', () => {
  it('parses bucket and key from the path', () => {
    expect(call('GET', '/images/a%20b/c%2Bd.png?x-id=GetObject')).toMatchObject({
      bucket: 'images',
      key: 'a b/c+d.png',
    });
    expect(call('PUT', '/images')).toMatchObject({ bucket: 'images', key: '' });
  });

  it('detects unsupported sub-resources', () => {
    expect(unsupportedSubResource(call('PUT', '/images/chair.png?tagging'))).toBe('tagging');
    expect(unsupportedSubResource(call('GET', '/images?list-type=2&prefix=a'))).toBeUndefined();
  });

  it('detects expired presigned URLs', () => {
    const presigned = call('GET', '/images/chair.png?X-Amz-Date=20300101T120000Z&X-Amz-Expires=60');
    expect(isExpired(presigned, Date.parse('2030-01-01T12:00:59Z'))).toBe(false);
    expect(isExpired(presigned, Date.parse('2030-01-01T12:01:01Z'))).toBe(true);
    expect(isExpired(call('GET', '/images/chair.png'), Date.now())).toBe(false);
  });
});

describe('toObjectEvents', () => {
  it('returns the event of each call', () => {
    expect(changes('PUT', '/images/a')).toEqual(['ObjectCreated:Put images/a']);
    expect(changes('PUT', '/images/a', { headers: { 'x-amz-copy-source': '/images/b' } })).toEqual([
      'ObjectCreated:Copy images/a',
    ]);
    expect(changes('POST', '/images/a?uploadId=1')).toEqual([
      'ObjectCreated:CompleteMultipartUpload images/a',
    ]);
    expect(changes('DELETE', '/images/a')).toEqual(['ObjectRemoved:Delete images/a']);
    const body = '<Delete><Object><Key>a &amp; b</Key></Object><Object><Key>c</Key></Object></Delete>';
    expect(changes('POST', '/images?delete', { body })).toEqual([
      'ObjectRemoved:Delete images/a & b',
      'ObjectRemoved:Delete images/c',
    ]);
  });

  it.each([
    ['GET', '/images/a'],
    ['PUT', '/images'],
    ['PUT', '/images/a?partNumber=1&uploadId=1'],
    ['POST', '/images/a?uploads'],
    ['DELETE', '/images/a?uploadId=1'],
  ])('returns no event for %s %s', (method, path) => {
    expect(changes(method, path)).toEqual([]);
  });
});
