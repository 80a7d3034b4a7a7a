import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unzip } from './unzip.ts';
import { zipOf } from './zip-fixture.ts';

it('gives back what was packed', () => {
  const path = fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/);
  fc.assert(
    fc.property(fc.dictionary(path, fc.string(), { noNullPrototype: true }), (files) => {
      const unpacked = Object.fromEntries(
        unzip(zipOf(files)).map((entry) => [entry.path, entry.content.toString('utf8')]),
      );
      expect(unpacked).toEqual(files);
    }),
  );
});

it('refuses what is no archive', () => {
  expect(() => unzip(Buffer.from('no archive'))).toThrow('not a zip archive');
});
