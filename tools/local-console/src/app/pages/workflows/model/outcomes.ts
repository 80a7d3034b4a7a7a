import { transitionId, type StateGraph } from './state-graph.ts';
import type { Iteration, Visit, VisitStatus } from './visits.ts';

/** What happened at a state: the sum of its visits. */
export interface StateOutcome {
  readonly status: VisitStatus;
  readonly visits: number;
  /** Attempts after the first one of each visit. */
  readonly retries: number;
  /** The time in the state; of a state that is still running, up to now. */
  readonly millis: number;
}

// What a reader must see first wins.
const SEVERITY: readonly VisitStatus[] = ['running', 'failed', 'timed-out', 'caught', 'aborted', 'succeeded'];

/** The outcome of each state that was entered, by name. */
export function outcomes(visits: readonly Visit[], now: number): ReadonlyMap<string, StateOutcome> {
  return new Map(
    [...Map.groupBy(visits, ({ state }) => state)].map(([state, ofState]) => [
      state,
      {
        status: SEVERITY.find((status) => ofState.some((visit) => visit.status === status)) ?? 'succeeded',
        visits: ofState.length,
        retries: ofState.reduce((sum, { attempts }) => sum + Math.max(0, attempts.length - 1), 0),
        millis: ofState.reduce((sum, { enteredAt, exitedAt = now }) => sum + exitedAt - enteredAt, 0),
      },
    ]),
  );
}

/** The ids of the transitions that the execution took. */
export function takenTransitions(
  visits: readonly Visit[],
  { transitions, nodes }: StateGraph,
): ReadonlySet<string> {
  const known = new Set(transitions.map(({ id }) => id));
  const taken = new Set<string>();
  const take = (source: string, target: string, isCaught: boolean) => {
    const kinds = isCaught ? (['catch'] as const) : (['next', 'choice', 'default'] as const);
    const id = kinds.map((kind) => transitionId({ source, target, kind })).find((each) => known.has(each));
    if (id !== undefined) taken.add(id);
  };
  const [start, end] = [nodes[0]?.id ?? '', nodes.at(-1)?.id ?? ''];
  for (const { state, type, previous, isCaught, status } of visits) {
    take(previous ?? start, state, isCaught);
    if (status === 'succeeded' || type === 'Fail') take(state, end, false);
  }
  return taken;
}

/** The visits in one item of a Map, and all visits outside of it. */
export const inIteration = (visits: readonly Visit[], { map, index }: Iteration): readonly Visit[] =>
  visits.filter(({ iterations }) =>
    iterations.every((iteration) => iteration.map !== map || iteration.index === index),
  );

/** The items of a Map that were started, with their worst status. */
export function iterationsOf(
  visits: readonly Visit[],
  map: string,
): readonly { readonly index: number; readonly status: VisitStatus }[] {
  const byIndex = Map.groupBy(
    visits.filter(({ iterations }) => iterations.some((iteration) => iteration.map === map)),
    ({ iterations }) => iterations.find((iteration) => iteration.map === map)!.index,
  );
  return [...byIndex]
    .map(([index, ofItem]) => ({
      index,
      status: SEVERITY.find((status) => ofItem.some((visit) => visit.status === status)) ?? 'succeeded',
    }))
    .toSorted((left, right) => left.index - right.index);
}
