import { describe, expect, it } from '@jest/globals';
import { imagesUrl } from './images-url.ts';

describe('imagesUrl', () => {
  it('is at S3 in the function’s region', () => {
    expect(imagesUrl('b', { AWS_REGION: 'eu-central-1' })).toBe('https://s3.eu-central-1.amazonaws.com/b');
  });

  it('is at the endpoint that stands in for AWS', () => {
    const lambda = { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'http://localhost:4566' };
    expect(imagesUrl('b', lambda)).toBe('http://localhost:4566/b');
  });
});
