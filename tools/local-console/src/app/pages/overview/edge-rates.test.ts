import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatRate, liveRates } from './edge-rates.ts';
import { anyGraph, edge } from './graph.fixture.ts';
import { systemView } from './system-view.ts';

describe('liveRates', () => {
  it('adds up what an edge represents, per minute', () => {
    const folded = {
      source: 'orders',
      target: 'payments',
      parts: [edge('step', 'orders/Saga', 'payments/capture'), edge('step', 'orders/Saga', 'payments/void')],
    };
    const rateOf = liveRates(
      [
        { from: 'orders/Saga', to: 'payments/capture', count: 10, errors: 0 },
        { from: 'orders/Saga', to: 'payments/void', count: 2, errors: 1 },
        { from: 'orders/Saga', to: 'inventory/reserve', count: 5, errors: 0 },
      ],
      30,
    );
    expect(rateOf(folded)).toEqual({ perMinute: 24, errorsPerMinute: 2 });
  });

  it('counts each use of a connection between services once', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const view = systemView(graph);
        const pairs = new Map(
          view.edges
            .flatMap(({ parts }) => parts)
            .map(({ source, target }) => [`${source}>${target}`, { source, target }]),
        );
        const rates = [...pairs.values()].map(({ source, target }) => ({
          from: source,
          to: target,
          count: 1,
          errors: 0,
        }));
        const rateOf = liveRates(rates, 60);
        for (const folded of view.edges) {
          const distinct = new Set(folded.parts.map(({ source, target }) => `${source}>${target}`)).size;
          expect(rateOf(folded)?.perMinute).toBe(distinct);
        }
      }),
    );
  });
});

describe('formatRate', () => {
  it.each([
    [0.5, '0.5/min'],
    [12, '12/min'],
    [1_234, '1.2k/min'],
  ])('writes %d as %s', (rate, text) => expect(formatRate(rate)).toBe(text));
});
