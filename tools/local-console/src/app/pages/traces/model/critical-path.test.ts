import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { criticalPath } from './critical-path.ts';
import { buildTree, endOf } from './span-tree.ts';
import { anySpans, span } from './spans.fixture.ts';

const path = (...spans: ReturnType<typeof span>[]) =>
  criticalPath(buildTree(spans), 1_000).map(({ spanId = 'gap', from, to }) => `${spanId} ${from}-${to}`);

describe('criticalPath', () => {
  it('goes through the child that ended last', () => {
    expect(
      path(
        span('root', { durationMillis: 10 }),
        span('short', { parentId: 'root', startedAt: 2, durationMillis: 3 }),
        span('long', { parentId: 'root', startedAt: 2, durationMillis: 6 }),
      ),
    ).toEqual(['root 0-2', 'long 2-8', 'root 8-10']);
  });

  it('leads from an asynchronous span back to its cause, with the wait between them as a gap', () => {
    expect(
      path(
        span('request', { durationMillis: 10 }),
        span('put', { parentId: 'request', startedAt: 3, durationMillis: 2 }),
        span('stream', { parentId: 'put', startedAt: 12, durationMillis: 8 }),
      ),
    ).toEqual(['request 0-3', 'put 3-5', 'gap 5-12', 'stream 12-20']);
  });

  it('covers the time from the first cause to the last end without overlap, each segment within its span', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const now = 2_500;
        const segments = criticalPath(buildTree(spans), now);
        const ends = spans.map((each) => endOf(each, now));
        const byId = new Map(spans.map((each) => [each.id, each]));
        const last = segments.at(-1);
        expect(last === undefined || last.to === Math.max(...ends)).toBe(true);
        segments.forEach((segment, index) => {
          const next = segments[index + 1];
          const owner = segment.spanId === undefined ? undefined : byId.get(segment.spanId);
          expect(segment.to > segment.from).toBe(true);
          expect(next === undefined || next.from === segment.to).toBe(true);
          expect(
            owner === undefined || (owner.startedAt <= segment.from && segment.to <= endOf(owner, now)),
          ).toBe(true);
        });
      }),
    );
  });
});
