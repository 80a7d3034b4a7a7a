import { expect, it } from '@jest/globals';
import { imageDigest } from './image-digest.ts';

const digest = `sha256:${'0a'.repeat(32)}`;

it('returns the digest that the registry reports', async () => {
  const commands: string[] = [];
  const read = imageDigest((program, args) => {
    commands.push([program, ...args].join(' '));
    return { status: 0, output: `${digest}\n` };
  });
  expect(await read('node:24-slim')).toBe(digest);
  expect(commands).toEqual(['docker buildx imagetools inspect node:24-slim --format {{.Manifest.Digest}}']);
});

it.each([
  ['Docker is missing', { status: null, output: '' }],
  ['the registry does not know the image', { status: 1, output: 'not found' }],
  ['Docker prints something else', { status: 0, output: 'Usage: docker buildx' }],
])('throws when %s', async (_what, result) =>
  expect(imageDigest(() => result)('node:0')).rejects.toThrow('The digest of node:0 cannot be read'),
);
