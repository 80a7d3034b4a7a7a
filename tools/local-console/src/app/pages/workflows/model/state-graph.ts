import { choiceText } from './choice-text.ts';
import { branchesOf, type Definition, type StateDefinition, type StateType } from './definition.ts';

export interface StateNode {
  /** The name of the state; `(start)` and `(end)` for the start and the end of the state machine. */
  readonly id: string;
  readonly type: StateType | 'Start' | 'End';
  /** The Parallel or Map state that contains it. */
  readonly parentId?: string;
}

/** `next` also for the first state; `choice` and `default` leave a Choice state; `catch` handles an error. */
export type TransitionKind = 'next' | 'choice' | 'default' | 'catch';

export interface Transition {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kind: TransitionKind;
  /** The conditions or the names of the errors. */
  readonly label?: string;
}

export interface StateGraph {
  /** A container comes before the states in it. */
  readonly nodes: readonly StateNode[];
  readonly transitions: readonly Transition[];
}

export const START = '(start)';
export const END = '(end)';

/** The graph of a state machine: each state is a node, each transition an edge. Several from one state to another are one edge. */
export function stateGraph(definition: Definition): StateGraph {
  const nodes = nodesOf(definition, undefined);
  const transitions = transitionsOf(definition);
  const ends = Object.entries(definition.States)
    .filter(([, state]) => isLast(state))
    .map(([name]) => ({ source: name, target: END, kind: 'next' as const }));
  return {
    nodes: [{ id: START, type: 'Start' }, ...nodes, { id: END, type: 'End' }],
    transitions: merged([
      { source: START, target: definition.StartAt, kind: 'next' },
      ...transitions,
      ...ends,
    ]),
  };
}

type NewTransition = Omit<Transition, 'id'>;

const isLast = ({ Type, End }: StateDefinition): boolean =>
  End === true || Type === 'Succeed' || Type === 'Fail';

const nodesOf = ({ States }: Definition, parentId: string | undefined): StateNode[] =>
  Object.entries(States).flatMap(([name, state]) => [
    { id: name, type: state.Type, ...(parentId !== undefined && { parentId }) },
    ...branchesOf(state).flatMap((branch) => nodesOf(branch, name)),
  ]);

const transitionsOf = ({ States }: Definition): NewTransition[] =>
  Object.entries(States).flatMap(([source, state]) => [
    ...leaving(source, state),
    ...branchesOf(state).flatMap(transitionsOf),
  ]);

const leaving = (source: string, state: StateDefinition): NewTransition[] => [
  ...(state.Choices ?? []).flatMap((rule) =>
    rule.Next === undefined
      ? []
      : [{ source, target: rule.Next, kind: 'choice' as const, label: choiceText(rule) }],
  ),
  ...(state.Default === undefined
    ? []
    : [{ source, target: state.Default, kind: 'default' as const, label: 'otherwise' }]),
  ...(state.Next === undefined ? [] : [{ source, target: state.Next, kind: 'next' as const }]),
  ...(state.Catch ?? []).map(({ ErrorEquals, Next }) => ({
    source,
    target: Next,
    kind: 'catch' as const,
    label: ErrorEquals.map((error) => (error === 'States.ALL' ? 'any error' : error)).join(', '),
  })),
];

function merged(transitions: readonly NewTransition[]): Transition[] {
  const byId = new Map<string, Transition>();
  for (const transition of transitions) {
    const id = transitionId(transition);
    const known = byId.get(id);
    const labels = [known?.label, transition.label].filter((label) => label !== undefined);
    byId.set(id, { ...transition, id, ...(labels.length > 0 && { label: labels.join(' or ') }) });
  }
  return [...byId.values()];
}

export const transitionId = ({ source, target, kind }: Pick<Transition, 'source' | 'target' | 'kind'>) =>
  `${kind}: ${source} → ${target}`;
