import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { prunable } from './prunable.ts';
import type { LambdaVersions } from '../../aws/lambda-versions.ts';
import { pruneStack } from './prune-stack.ts';

const LAYER = 'arn:aws:lambda:us-east-1:123456789012:layer:sharp';

const account = () => {
  const removed: string[] = [];
  const numbers = (count: number) => Array.from({ length: count }, (_none, index) => ({ number: index + 1 }));
  const lambda: LambdaVersions = {
    ofFunction: async () => ({
      versions: [
        { number: 1, codeSha256: 'live' },
        { number: 2, codeSha256: 'old' },
        { number: 10, codeSha256: 'new' },
        { number: 3, codeSha256: 'aliased' },
      ],
      liveCodeSha256: 'live',
    }),
    aliased: async () => new Set([3]),
    ofLayer: async () => numbers(4),
    layersInUse: async () => new Set([`${LAYER}:1`]),
    removeFunctionVersion: async (name, version) => void removed.push(`${name}:${version}`),
    removeLayerVersion: async (name, version) => void removed.push(`${name}:${version}`),
  };
  return { removed, lambda };
};
const resources = { functions: ['get-stock'], layerVersions: [`${LAYER}:4`] };

describe('pruneStack', () => {
  it('keeps the newest versions, the live code, and versions that an alias or a function uses', async () => {
    const { removed, lambda } = account();
    expect(await pruneStack(resources, { keep: 1, dryRun: false }, { lambda, print: () => {} })).toBe(3);
    expect(removed).toEqual(['get-stock:2', 'sharp:2', 'sharp:3']);
  });

  it('only prints with dryRun', async () => {
    const { removed, lambda } = account();
    const printed: string[] = [];
    await pruneStack(
      resources,
      { keep: 1, dryRun: true },
      { lambda, print: (line) => void printed.push(line) },
    );
    expect(removed).toEqual([]);
    expect(printed[0]).toBe('Would delete get-stock version 2');
  });

  it('deletes exactly the versions that are neither used nor among the newest', () => {
    const versions = fc
      .uniqueArray(fc.integer({ min: 1, max: 50 }))
      .map((all) => all.map((number) => ({ number })));
    fc.assert(
      fc.property(
        versions,
        fc.integer({ min: 1, max: 5 }),
        fc.uniqueArray(fc.nat({ max: 50 })),
        (all, newest, used) => {
          const gone = new Set(prunable(all, { newest, used: new Set(used) }).map(({ number }) => number));
          const byAge = all.map(({ number }) => number).toSorted((a, b) => b - a);
          for (const [index, number] of byAge.entries())
            expect(gone.has(number)).toBe(index >= newest && !used.includes(number));
        },
      ),
    );
  });
});
