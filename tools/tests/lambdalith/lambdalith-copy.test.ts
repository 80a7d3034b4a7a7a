import { expect, it } from '@jest/globals';
import { withLambdalith } from './lambdalith-copy.ts';

it('adds the switch to a serverless.yml with and without custom settings', () => {
  expect(withLambdalith('service: a\ncustom:\n  x: 1\nfunctions:\n')).toBe(
    'service: a\ncustom:\n  deployment: lambdalith\n  x: 1\nfunctions:\n',
  );
  expect(withLambdalith('service: a\nfunctions:\n  b: {}\n')).toBe(
    'service: a\ncustom:\n  deployment: lambdalith\n\nfunctions:\n  b: {}\n',
  );
});
