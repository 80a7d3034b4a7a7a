import { choiceFaults } from './check-choices.ts';
import { pathFaults } from './check-paths.ts';
import type { Definition, State } from './definition.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';
import { fieldFault, goesOn, isStateType, mayBeLast } from './state-fields.ts';

/** States have 80 characters at most: https://docs.aws.amazon.com/step-functions/latest/dg/statemachine-structure.html */
const MAX_STATE_NAME_LENGTH = 80;

/**
 * Holds a definition against the Amazon States Language, as CreateStateMachine does.
 *
 * @returns each fault with its place: `/States/Reserve/Next: there is no state 'Autorise'`; empty for a sound one
 */
export function definitionFaults(definition: Json): string[] {
  const names = new Set<string>();
  return machineFaults(definition, '', names);
}

function machineFaults(machine: Json | undefined, at: string, names: Set<string>): string[] {
  if (!isObject(machine)) return [`${at || '/'}: is not an object with StartAt and States`];
  if (machine['QueryLanguage'] === 'JSONata')
    return [`${at}/QueryLanguage: JSONata is not run locally: use JSONPath`];
  if (!isObject(machine['States'])) return [`${at}/States: is missing`];
  const states = machine['States'];
  const faults: string[] = [];
  if (typeof machine['StartAt'] !== 'string' || !Object.hasOwn(states, machine['StartAt'])) {
    faults.push(`${at}/StartAt: ${missingState(machine['StartAt'])}`);
  }
  for (const [name, state] of Object.entries(states)) {
    const place = `${at}/States/${name}`;
    if (name.length > MAX_STATE_NAME_LENGTH)
      faults.push(`${place}: the name is longer than ${MAX_STATE_NAME_LENGTH} characters`);
    if (names.has(name)) faults.push(`${place}: the name is taken by another state of the machine`);
    names.add(name);
    faults.push(...stateFaults(state, place, Object.keys(states), names));
  }
  if (faults.length === 0) faults.push(...unreachable(machine as unknown as Definition, at));
  return faults;
}

function stateFaults(state: Json, at: string, siblings: string[], names: Set<string>): string[] {
  if (!isObject(state)) return [`${at}: is not an object`];
  const type = state['Type'];
  if (!isStateType(type)) return [`${at}/Type: ${JSON.stringify(type)} is no type of state`];
  const typed = state as unknown as State;
  const faults: string[] = [];
  for (const field of Object.keys(state)) {
    const fault = fieldFault(type, field);
    if (fault !== undefined) faults.push(`${at}/${field}: ${fault}`);
  }
  if (goesOn(type) && (typed.Next === undefined) === (typed.End !== true))
    faults.push(`${at}: has to have either Next or End`);
  for (const [field, next] of transitions(typed)) {
    if (!siblings.includes(next)) faults.push(`${at}/${field}: ${missingState(next)}`);
  }
  faults.push(...handlerFaults(typed, at), ...pathFaults(state, at));
  faults.push(...(type === 'Choice' ? choiceFaults(typed, at) : requiredFaults(typed, at)));
  return [...faults, ...nestedFaults(typed, at, names)];
}

const missingState = (name: unknown): string =>
  typeof name === 'string' ? `there is no state '${name}' here` : 'has to name a state';

function transitions(state: State): [field: string, next: string][] {
  const found: [string, string | undefined][] = [
    ['Next', state.Next],
    ['Default', state.Default],
    ...(state.Choices ?? []).map(({ Next }, index): [string, string] => [`Choices/${index}/Next`, Next]),
    ...(state.Catch ?? []).map(({ Next }, index): [string, string] => [`Catch/${index}/Next`, Next]),
  ];
  return found.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

function handlerFaults({ Retry = [], Catch = [] }: State, at: string): string[] {
  return Object.entries({ Retry, Catch }).flatMap(([field, handlers]) =>
    handlers.flatMap(({ ErrorEquals }, index) => {
      const place = `${at}/${field}/${index}`;
      if (!Array.isArray(ErrorEquals) || ErrorEquals.length === 0)
        return [`${place}/ErrorEquals: has to name errors`];
      const forAll = ErrorEquals.includes('States.ALL');
      if (forAll && ErrorEquals.length > 1) return [`${place}/ErrorEquals: States.ALL has to stand alone`];
      return forAll && index < handlers.length - 1 ? [`${place}: States.ALL has to come last`] : [];
    }),
  );
}

const RESOURCE = /^arn:[^:$]+:(states|lambda):[^:]*:[^:]*:[^$]+$/;

function requiredFaults(state: State, at: string): string[] {
  switch (state.Type) {
    case 'Task': {
      if (typeof state.Resource !== 'string' || !RESOURCE.test(state.Resource)) {
        return [
          `${at}/Resource: ${JSON.stringify(state.Resource)} is no ARN of a function, an activity or an integration`,
        ];
      }
      const late = (state.HeartbeatSeconds ?? 0) >= (state.TimeoutSeconds ?? Number.POSITIVE_INFINITY);
      return late ? [`${at}/HeartbeatSeconds: has to be smaller than TimeoutSeconds`] : [];
    }
    case 'Wait': {
      const given = [state.Seconds, state.SecondsPath, state.Timestamp, state.TimestampPath].filter(
        (field) => field !== undefined,
      );
      return given.length === 1
        ? []
        : [`${at}: has to have one of Seconds, SecondsPath, Timestamp, TimestampPath`];
    }
    default:
      return [];
  }
}

function nestedFaults(state: State, at: string, names: Set<string>): string[] {
  if (state.Type === 'Parallel') {
    if (!Array.isArray(state.Branches) || state.Branches.length === 0)
      return [`${at}/Branches: has to hold branches`];
    return state.Branches.flatMap((branch, index) =>
      machineFaults(branch as unknown as Json, `${at}/Branches/${index}`, names),
    );
  }
  if (state.Type !== 'Map') return [];
  const field =
    state.ItemProcessor === undefined && state.Iterator !== undefined ? 'Iterator' : 'ItemProcessor';
  return machineFaults(state[field] as unknown as Json, `${at}/${field}`, names);
}

function unreachable({ StartAt, States }: Definition, at: string): string[] {
  const reached = new Set([StartAt]);
  for (const name of reached) {
    for (const [, next] of transitions(States[name] as State)) reached.add(next);
  }
  const faults = Object.keys(States)
    .filter((name) => !reached.has(name))
    .map((name) => `${at}/States/${name}: no state leads here`);
  const ends = Object.values(States).some((state) => state.End === true || mayBeLast(state.Type));
  return ends ? faults : [...faults, `${at}/States: no state ends the machine`];
}
