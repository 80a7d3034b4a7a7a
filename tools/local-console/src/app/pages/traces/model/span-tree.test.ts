import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildTree, endOf, walk } from './span-tree.ts';
import { anySpans, span } from './spans.fixture.ts';

describe('buildTree', () => {
  it('orders what a span caused by its start', () => {
    const [root] = buildTree([
      span('late', { parentId: 'root', startedAt: 5 }),
      span('root'),
      span('early', { parentId: 'root', startedAt: 2 }),
    ]);
    expect(root?.children.map((child) => child.span.id)).toEqual(['early', 'late']);
  });

  it('makes a span without its parent a root', () => {
    expect(buildTree([span('orphan', { parentId: 'dropped' })]).map((node) => node.span.id)).toEqual([
      'orphan',
    ]);
  });

  it('has every span once, below its parent, for any references', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const nodes = [...walk(buildTree(spans))];
        expect(nodes.map((node) => node.span.id).toSorted()).toEqual(spans.map(({ id }) => id).toSorted());
        const placed = nodes.filter(({ parent }) => parent !== undefined);
        expect(placed.map((node) => node.parent?.span.id)).toEqual(placed.map((node) => node.span.parentId));
      }),
    );
  });
});

describe('endOf', () => {
  it('lets a running span last until now', () => {
    const { durationMillis: _, ...running } = span('running', { startedAt: 5 });
    expect(endOf(running, 9)).toBe(9);
  });
});
