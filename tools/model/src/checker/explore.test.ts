import { describe, expect, it } from '@jest/globals';
import { explore, type Model } from './explore.ts';

/** A graph of numbers; the model ends well in the `good` states. */
const graph = (
  edges: Readonly<Record<number, readonly number[]>>,
  good: readonly number[],
): Model<number> => ({
  initial: [0],
  key: (state) => state,
  transitions: (state) => (edges[state] ?? []).map((to) => ({ label: `${state}-${to}`, to })),
  violation: (state) => (state === 99 ? 'reached 99' : undefined),
  unfinished: (state) => (good.includes(state) ? undefined : `ended in ${state}`),
});

describe('explore', () => {
  it('visits each reachable state once', () => {
    const visited: number[] = [];
    const model = graph({ 0: [1, 2], 1: [3], 2: [3], 4: [5] }, [3]);
    const result = explore(model, { visited: (state) => void visited.push(state) });
    expect(visited).toEqual([0, 1, 2, 3]);
    expect(result).toEqual({ states: 4, transitions: 4, depth: 2 });
  });

  it('reports the shortest trace to a violation', () => {
    const { violation } = explore(graph({ 0: [1], 1: [2, 0], 2: [3, 99], 3: [99] }, [3]));
    expect(violation).toEqual({ message: 'reached 99', trace: ['0-1', '1-2', '2-99'], state: 99 });
  });

  it('reports a run that ends in an unfinished state', () => {
    const { violation } = explore(graph({ 0: [1, 2] }, [1]));
    expect(violation).toMatchObject({ message: 'ends unfinished: ended in 2', trace: ['0-2'] });
  });

  it('reports a state from which no run finishes', () => {
    const { violation } = explore(graph({ 0: [1, 2], 2: [3], 3: [2] }, [1]));
    expect(violation).toMatchObject({ message: 'never finishes', trace: ['0-2'] });
  });

  it('accepts a loop that can be left', () => {
    expect(explore(graph({ 0: [1, 2], 2: [0] }, [1])).violation).toBeUndefined();
  });

  it('lets a run end where only optional steps follow', () => {
    const model = graph({ 0: [1], 1: [2] }, [2]);
    const optional: Model<number> = {
      ...model,
      transitions: (state) => model.transitions(state).map((each) => ({ ...each, isOptional: state === 1 })),
    };
    expect(explore(optional).violation).toMatchObject({ message: 'ends unfinished: ended in 1' });
  });

  it('throws a RangeError when there are too many states', () => {
    const endless: Model<number> = {
      ...graph({}, []),
      transitions: (state) => [{ label: '+', to: state + 1 }],
    };
    const unbounded = { ...endless, violation: () => undefined };
    expect(() => explore(unbounded, { maxStates: 100 })).toThrow(RangeError);
  });
});
