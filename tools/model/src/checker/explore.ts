import { integerList, type IntegerList } from './integer-list.ts';

/** A transition of a model: what happened, and the state after it. */
export interface Transition<S> {
  readonly label: string;
  readonly to: S;
  /** Nothing forces it to happen: a run may end without it. */
  readonly isOptional?: boolean;
}

/** A model: all its initial states, and from each state all states that can follow. Everything is pure. */
export interface Model<S> {
  readonly initial: readonly S[];
  /** The same key for equal states only. */
  readonly key: (state: S) => string | number;
  readonly transitions: (state: S) => readonly Transition<S>[];
  /** Safety: what is wrong with a state, if anything. */
  readonly violation: (state: S) => string | undefined;
  /** Liveness: what is wrong with a state in which a run may end, if anything. */
  readonly unfinished: (state: S) => string | undefined;
}

export interface Violation<S> {
  readonly message: string;
  /** The labels of the shortest way to the state. */
  readonly trace: readonly string[];
  readonly state: S;
}

export interface Exploration<S> {
  readonly states: number;
  readonly transitions: number;
  /** The length of the longest shortest trace. */
  readonly depth: number;
  /** The first violation; its trace is as short as possible. */
  readonly violation?: Violation<S>;
}

/** How a state was reached first. */
export interface Path {
  /** The label of the last transition; empty for an initial state. */
  readonly label: string;
  /** The labels of all transitions. */
  readonly trace: () => readonly string[];
}

interface Options<S> {
  /** @throws RangeError when the model has more states */
  readonly maxStates?: number;
  /** Called for each state, once. */
  readonly visited?: (state: S, path: Path) => void;
}

/**
 * Visits every reachable state of a model, breadth first, and ends at the first violation.
 *
 * Safety is checked in each state. Liveness is checked in two parts: no run ends in an unfinished state, and from each
 * state a finished one can be reached. Together with fairness (a step that stays possible is taken at some time) they
 * mean that every run finishes, because the number of states is finite.
 *
 * @throws RangeError when there are more than `maxStates` states
 */
export function explore<S>(
  model: Model<S>,
  { maxStates = 4_000_000, visited }: Options<S> = {},
): Exploration<S> {
  const states: S[] = [];
  const parents = integerList();
  const labels: string[] = [];
  const depths = integerList();
  const ids = new Map<string | number, number>();
  const edges = integerList();
  const finished: number[] = [];

  const add = (state: S, parent: number, label: string): number => {
    const key = model.key(state);
    const known = ids.get(key);
    if (known !== undefined) return known;
    if (states.length === maxStates) throw new RangeError(`The model has more than ${maxStates} states.`);
    const id = states.push(state) - 1;
    ids.set(key, id);
    parents.push(parent);
    labels.push(label);
    depths.push(parent < 0 ? 0 : depths.at(parent) + 1);
    return id;
  };
  const trace = (id: number): string[] => {
    const steps: string[] = [];
    for (let each = id; parents.at(each) >= 0; each = parents.at(each)) steps.push(labels[each]!);
    return steps.toReversed();
  };
  const result = (violation?: Violation<S>): Exploration<S> => ({
    states: states.length,
    transitions: edges.length / 2,
    depth: states.length > 0 ? depths.at(states.length - 1) : 0,
    ...(violation && { violation }),
  });
  const violated = (message: string, id: number) => result({ message, trace: trace(id), state: states[id]! });

  for (const state of model.initial) add(state, -1, '');
  for (let id = 0; id < states.length; id++) {
    const state = states[id]!;
    const violation = model.violation(state);
    if (violation !== undefined) return violated(violation, id);
    visited?.(state, { label: labels[id]!, trace: () => trace(id) });
    const transitions = model.transitions(state);
    for (const { label, to } of transitions) {
      edges.push(id);
      edges.push(add(to, id, label));
    }
    if (transitions.some(({ isOptional }) => !isOptional)) continue;
    const unfinished = model.unfinished(state);
    if (unfinished !== undefined) return violated(`ends unfinished: ${unfinished}`, id);
    finished.push(id);
  }

  const stuck = findStuck(states.length, edges, finished);
  return stuck === undefined ? result() : violated('never finishes', stuck);
}

/** The first state from which none of the finished states can be reached. */
function findStuck(count: number, edges: IntegerList, finished: readonly number[]): number | undefined {
  const offsets = new Int32Array(count + 1);
  for (let edge = 1; edge < edges.length; edge += 2) offsets[edges.at(edge) + 1]!++;
  for (let id = 0; id < count; id++) offsets[id + 1]! += offsets[id]!;
  const sources = new Int32Array(edges.length / 2);
  const next = offsets.slice();
  for (let edge = 0; edge < edges.length; edge += 2) sources[next[edges.at(edge + 1)]!++] = edges.at(edge);

  const canFinish = new Uint8Array(count);
  const pending = [...finished];
  for (const id of pending) canFinish[id] = 1;
  for (let id = pending.pop(); id !== undefined; id = pending.pop())
    for (const source of sources.subarray(offsets[id], offsets[id + 1]))
      if (!canFinish[source]) {
        canFinish[source] = 1;
        pending.push(source);
      }
  const stuck = canFinish.indexOf(0);
  return stuck < 0 ? undefined : stuck;
}
