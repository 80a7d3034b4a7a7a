import { expect, it } from '@jest/globals';
import { findBaseImages, findUnpinnedImages, pinBaseImages } from './base-images.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const dockerfile = `# FROM old:1
FROM --platform=$BUILDPLATFORM node:24-slim AS build
RUN npm ci
FROM scratch AS empty
from gcr.io/distroless/nodejs24:nonroot@${digest('a')}
COPY --from=build /x /x
FROM Build
`;

it('finds the base images of a registry, and not earlier stages', () =>
  expect(findBaseImages(dockerfile)).toEqual([
    { line: 2, reference: 'node:24-slim' },
    { line: 5, reference: `gcr.io/distroless/nodejs24:nonroot@${digest('a')}` },
  ]));

it('finds the images without a digest', () =>
  expect(findUnpinnedImages(dockerfile)).toEqual([{ line: 2, reference: 'node:24-slim' }]));

it('pins all images to their current digests, and keeps the tags', async () => {
  const asked: string[] = [];
  const pinned = await pinBaseImages(dockerfile, async (reference) => {
    asked.push(reference);
    return digest('b');
  });
  expect(asked).toEqual(['node:24-slim', 'gcr.io/distroless/nodejs24:nonroot']);
  expect(findUnpinnedImages(pinned)).toEqual([]);
  expect(pinned).toContain(`FROM --platform=$BUILDPLATFORM node:24-slim@${digest('b')} AS build\n`);
  expect(pinned).toContain(`from gcr.io/distroless/nodejs24:nonroot@${digest('b')}\n`);
});
