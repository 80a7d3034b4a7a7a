import { choiceViolations } from './choice-violations.ts';
import { pathViolations } from './path-violations.ts';
import type { Definition, State } from './definition.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';
import { fieldViolation, hasTransition, isStateType, isTerminalType } from './state-fields.ts';

/** The longest state name, in characters: https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
const MAX_STATE_NAME_LENGTH = 80;

/**
 * Validates a definition against the Amazon States Language, as CreateStateMachine does.
 *
 * @returns each violation with its location, such as `/States/Reserve/Next: state 'Autorise' does not exist`;
 *   empty for a valid definition
 */
export function definitionViolations(definition: Json): string[] {
  const names = new Set<string>();
  return stateMachineViolations(definition, '', names);
}

function stateMachineViolations(stateMachine: Json | undefined, at: string, names: Set<string>): string[] {
  if (!isObject(stateMachine)) return [`${at || '/'}: is not an object with StartAt and States`];
  if (stateMachine['QueryLanguage'] === 'JSONata')
    return [`${at}/QueryLanguage: JSONata is not supported locally; use JSONPath`];
  if (!isObject(stateMachine['States'])) return [`${at}/States: is missing`];
  const states = stateMachine['States'];
  const violations: string[] = [];
  if (typeof stateMachine['StartAt'] !== 'string' || !Object.hasOwn(states, stateMachine['StartAt'])) {
    violations.push(`${at}/StartAt: ${missingState(stateMachine['StartAt'])}`);
  }
  for (const [name, state] of Object.entries(states)) {
    const location = `${at}/States/${name}`;
    if (name.length > MAX_STATE_NAME_LENGTH)
      violations.push(`${location}: the name is longer than ${MAX_STATE_NAME_LENGTH} characters`);
    if (names.has(name))
      violations.push(`${location}: the name is used by another state of the state machine`);
    names.add(name);
    violations.push(...stateViolations(state, location, Object.keys(states), names));
  }
  if (violations.length === 0)
    violations.push(...reachabilityViolations(stateMachine as unknown as Definition, at));
  return violations;
}

function stateViolations(state: Json, at: string, siblings: string[], names: Set<string>): string[] {
  if (!isObject(state)) return [`${at}: is not an object`];
  const type = state['Type'];
  if (!isStateType(type)) return [`${at}/Type: ${JSON.stringify(type)} is not a state type`];
  const typed = state as unknown as State;
  const violations: string[] = [];
  for (const field of Object.keys(state)) {
    const violation = fieldViolation(type, field);
    if (violation !== undefined) violations.push(`${at}/${field}: ${violation}`);
  }
  if (hasTransition(type) && (typed.Next === undefined) === (typed.End !== true))
    violations.push(`${at}: must have either Next or End`);
  for (const [field, next] of transitions(typed)) {
    if (!siblings.includes(next)) violations.push(`${at}/${field}: ${missingState(next)}`);
  }
  violations.push(...errorHandlerViolations(typed, at), ...pathViolations(state, at));
  violations.push(...(type === 'Choice' ? choiceViolations(typed, at) : requiredFieldViolations(typed, at)));
  return [...violations, ...nestedViolations(typed, at, names)];
}

const missingState = (name: unknown): string =>
  typeof name === 'string' ? `state '${name}' does not exist` : 'must name a state';

function transitions(state: State): [field: string, next: string][] {
  const found: [string, string | undefined][] = [
    ['Next', state.Next],
    ['Default', state.Default],
    ...(state.Choices ?? []).map(({ Next }, index): [string, string] => [`Choices/${index}/Next`, Next]),
    ...(state.Catch ?? []).map(({ Next }, index): [string, string] => [`Catch/${index}/Next`, Next]),
  ];
  return found.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function errorHandlerViolations({ Retry = [], Catch = [] }: State, at: string): string[] {
  return Object.entries({ Retry, Catch }).flatMap(([field, handlers]) =>
    handlers.flatMap(({ ErrorEquals }, index) => {
      const location = `${at}/${field}/${index}`;
      if (!Array.isArray(ErrorEquals) || ErrorEquals.length === 0)
        return [`${location}/ErrorEquals: must name at least one error`];
      const forAll = ErrorEquals.includes('States.ALL');
      if (forAll && ErrorEquals.length > 1)
        return [`${location}/ErrorEquals: States.ALL must be the only error`];
      return forAll && index < handlers.length - 1
        ? [`${location}: States.ALL must be in the last retrier or catcher`]
        : [];
    }),
  );
}

const RESOURCE = /^arn:[^:$]+:(states|lambda):[^:]*:[^:]*:[^$]+$/;

function requiredFieldViolations(state: State, at: string): string[] {
  switch (state.Type) {
    case 'Task': {
      if (typeof state.Resource !== 'string' || !RESOURCE.test(state.Resource)) {
        return [
          `${at}/Resource: ${JSON.stringify(state.Resource)} is not an ARN of a function, an activity or a service integration`,
        ];
      }
      const isTooLong = (state.HeartbeatSeconds ?? 0) >= (state.TimeoutSeconds ?? Number.POSITIVE_INFINITY);
      return isTooLong ? [`${at}/HeartbeatSeconds: must be less than TimeoutSeconds`] : [];
    }
    case 'Wait': {
      const given = [state.Seconds, state.SecondsPath, state.Timestamp, state.TimestampPath].filter(
        (field) => field !== undefined,
      );
      return given.length === 1
        ? []
        : [`${at}: must have exactly one of Seconds, SecondsPath, Timestamp, TimestampPath`];
    }
    default:
      return [];
  }
}

function nestedViolations(state: State, at: string, names: Set<string>): string[] {
  if (state.Type === 'Parallel') {
    if (!Array.isArray(state.Branches) || state.Branches.length === 0)
      return [`${at}/Branches: must contain at least one branch`];
    return state.Branches.flatMap((branch, index) =>
      stateMachineViolations(branch as unknown as Json, `${at}/Branches/${index}`, names),
    );
  }
  if (state.Type !== 'Map') return [];
  const field =
    state.ItemProcessor === undefined && state.Iterator !== undefined ? 'Iterator' : 'ItemProcessor';
  return stateMachineViolations(state[field] as unknown as Json, `${at}/${field}`, names);
}

function reachabilityViolations({ StartAt, States }: Definition, at: string): string[] {
  const reached = new Set([StartAt]);
  for (const name of reached) {
    for (const [, next] of transitions(States[name] as State)) reached.add(next);
  }
  const violations = Object.keys(States)
    .filter((name) => !reached.has(name))
    .map((name) => `${at}/States/${name}: is unreachable`);
  const ends = Object.values(States).some((state) => state.End === true || isTerminalType(state.Type));
  return ends ? violations : [...violations, `${at}/States: has no terminal state`];
}
