import { describe, expect, it } from '@jest/globals';
import Elk from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { type Direction, type Point, labelPoint, layOut, layOutToFit, roundedPath } from './layout.ts';

const engine = new Elk();
const box = (id: string) => ({ id, width: 100, height: 40 });

describe('layOut', () => {
  it('places what is caused to the right of its cause, with edges from border to border', async () => {
    const { positions, routes } = await layOut(
      { nodes: [box('a'), box('b')], edges: [{ id: 'ab', source: 'a', target: 'b' }] },
      'RIGHT',
      engine,
    );
    const [a, b] = [positions.get('a')!, positions.get('b')!];
    const route = routes.get('ab')!;
    expect(b.x).toBeGreaterThan(a.x + 100);
    expect(route[0]?.x).toBe(a.x + 100);
    expect(route.at(-1)?.x).toBe(b.x);
  });

  it('places every node without overlap and routes every edge, also in circles', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const edges = fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(edges, fc.constantFrom<Direction>('RIGHT', 'DOWN'), async (pairs, direction) => {
        const input = {
          nodes: ids.map(box),
          edges: pairs.map(([source, target], index) => ({ id: String(index), source, target })),
        };
        const { positions, routes } = await layOut(input, direction, engine);
        const corners = ids.map((id) => positions.get(id)!);
        const overlaps = corners.some((one, index) =>
          corners
            .slice(index + 1)
            .some((other) => Math.abs(one.x - other.x) < 100 && Math.abs(one.y - other.y) < 40),
        );
        expect(overlaps).toBe(false);
        expect([...routes.values()].every((route) => route.length >= 2)).toBe(true);
        expect(routes.size).toBe(pairs.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('layOutToFit', () => {
  const chain = {
    nodes: ['a', 'b', 'c'].map(box),
    edges: [
      { id: 'ab', source: 'a', target: 'b' },
      { id: 'bc', source: 'b', target: 'c' },
    ],
  };

  it('places a chain along the longer side of the window', async () => {
    const wide = await layOutToFit(chain, 3, engine);
    const tall = await layOutToFit(chain, 0.3, engine);
    expect(wide.width).toBeGreaterThan(wide.height);
    expect(tall.height).toBeGreaterThan(tall.width);
  });

  it('keeps columns, although the edges point the other way', async () => {
    const nodes = [
      { ...box('a'), column: 1 },
      { ...box('b'), column: 0 },
    ];
    const { positions } = await layOut(
      { nodes, edges: [{ id: 'ab', source: 'a', target: 'b' }] },
      'RIGHT',
      engine,
    );
    expect(positions.get('b')!.x).toBeLessThan(positions.get('a')!.x);
  });
});

const points = fc.array(fc.record({ x: fc.integer(), y: fc.integer() }), { minLength: 1 });

describe('roundedPath', () => {
  it('rounds corners and goes straight otherwise', () => {
    const path: Point[] = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ];
    expect(roundedPath(path)).toBe('M 0 0 L 94 0 Q 100 0 100 6 L 100 100');
  });

  it('starts at the first and ends at the last of any points', () => {
    fc.assert(
      fc.property(points, (route) => {
        const path = roundedPath(route);
        const last = route.at(-1)!;
        expect(path.startsWith(`M ${route[0]!.x} ${route[0]!.y}`)).toBe(true);
        expect(path.endsWith(`${last.x} ${last.y}`)).toBe(true);
        expect(path).not.toContain('NaN');
      }),
    );
  });
});

describe('labelPoint', () => {
  it('is in the middle of the longest part', () => {
    expect(
      labelPoint([
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 10, y: 300 },
        { x: 20, y: 300 },
      ]),
    ).toEqual({ x: 10, y: 150 });
  });
});
