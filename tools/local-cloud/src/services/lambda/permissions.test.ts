import { expect, it } from '@jest/globals';
import { matchesArn } from './permissions.ts';

it('matches an ARN with wildcards, and nothing beside it', () => {
  const pattern = 'arn:aws:execute-api:us-east-1:000000000000:abc/*/*';
  expect(matchesArn(pattern, 'arn:aws:execute-api:us-east-1:000000000000:abc/local/GET/items')).toBe(true);
  expect(matchesArn(pattern, 'arn:aws:execute-api:us-east-1:000000000000:other/local/GET/items')).toBe(false);
  expect(matchesArn('arn:aws:s3:::b.c', 'arn:aws:s3:::bxc')).toBe(false);
});
