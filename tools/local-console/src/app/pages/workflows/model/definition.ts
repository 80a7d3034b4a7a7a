/** A state machine, or a branch of one, in the Amazon States Language; only the fields that the page draws. */
export interface Definition {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
}

export type StateType = 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export interface StateDefinition {
  readonly Type: StateType;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Default?: string;
  readonly Choices?: readonly ChoiceRule[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts?: number }[];
  readonly Branches?: readonly Definition[];
  readonly ItemProcessor?: Definition;
  readonly Iterator?: Definition;
  readonly Resource?: string;
  readonly [field: string]: unknown;
}

/** A rule of a Choice state: a comparison, or And, Or or Not of comparisons. */
export interface ChoiceRule {
  readonly Next?: string;
  readonly Variable?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly [comparison: string]: unknown;
}

/** The branches of a Parallel state, or the processor of a Map. */
export const branchesOf = ({ Branches, ItemProcessor, Iterator }: StateDefinition): readonly Definition[] =>
  Branches ?? [ItemProcessor ?? Iterator].filter((branch) => branch !== undefined);

/** All states by name, those of branches included; names are unique within a state machine. */
export function statesOf(definition: Definition): ReadonlyMap<string, StateDefinition> {
  return new Map(
    Object.entries(definition.States).flatMap(([name, state]) => [
      [name, state] as const,
      ...branchesOf(state).flatMap((branch) => [...statesOf(branch)]),
    ]),
  );
}
