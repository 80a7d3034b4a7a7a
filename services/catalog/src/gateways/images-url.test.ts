import { describe, expect, it } from '@jest/globals';
import { imagesUrl } from './images-url.ts';

describe('imagesUrl', () => {
  it('returns the S3 endpoint of the region', () => {
    expect(imagesUrl('b', { AWS_REGION: 'eu-central-1' })).toBe('https://s3.eu-central-1.amazonaws.com/b');
  });

  it('returns the endpoint that replaces AWS', () => {
    const lambda = { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://localhost:4566' };
    expect(imagesUrl('b', lambda)).toBe('http://localhost:4566/b');
  });
});
