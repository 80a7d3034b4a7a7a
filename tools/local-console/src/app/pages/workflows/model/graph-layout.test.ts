import { describe, expect, it } from '@jest/globals';
import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { anyDefinition } from './definition.fixture.ts';
import { fromElkGraph, roundedPath, shortLabel, toElkGraph } from './graph-layout.ts';
import { stateGraph } from './state-graph.ts';

// The bundled worker of elkjs is a CommonJS module without named exports.
const elk = new (ELK as unknown as new () => { layout: (graph: object) => Promise<never> })();

describe('the layout of a state machine', () => {
  it('places every state, inside its container, and routes every transition', () =>
    fc.assert(
      fc.asyncProperty(anyDefinition, async (definition) => {
        const graph = stateGraph(definition);
        const { boxes, routes } = fromElkGraph(await elk.layout(toElkGraph(graph)));
        expect([...boxes.keys()].toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
        expect([...routes.keys()].toSorted()).toEqual(graph.transitions.map(({ id }) => id).toSorted());
        for (const { id, parentId } of graph.nodes) {
          const container = parentId === undefined ? undefined : boxes.get(parentId)!;
          const box = boxes.get(id)!;
          expect(box.x + box.width).toBeLessThanOrEqual(container?.width ?? Infinity);
          expect(box.y + box.height).toBeLessThanOrEqual(container?.height ?? Infinity);
        }
      }),
      { numRuns: 10 },
    ));
});

describe('roundedPath', () => {
  it('rounds corners and joins the ends', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 20 },
      { x: 20, y: 20 },
    ];
    expect(roundedPath(points)).toBe('M 0 0 L 0 13 Q 0 20 7 20 L 20 20');
  });
});

describe('shortLabel', () => {
  it.each([
    ['$.result.outcome = done', 'outcome = done'],
    ['any error', 'any error'],
    ['$.a.first is present and $.b.second is present', 'first is present and second i…'],
  ])('shortens %s to %s', (label, short) => expect(shortLabel(label)).toBe(short));
});
