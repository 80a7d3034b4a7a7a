import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import type {
  Definition,
  State,
} from '../../../local-cloud/src/services/step-functions/language/definition.ts';

/**
 * Drops the fields of an execution's data that neither its state nor any later one reads. States that differ only in
 * them behave the same, so the model treats them as one.
 */
export function liveData({ States }: Definition, at: string, data: Json): Json {
  const read = new Set<string>();
  const reachable = new Set([at]);
  for (const name of reachable) {
    const state = States[name]!;
    for (const field of fieldsOf(state)) read.add(field);
    for (const next of nextOf(state)) reachable.add(next);
  }
  if (read.has('*')) return data;
  return Object.fromEntries(Object.entries(data as object).filter(([field]) => read.has(field))) as Json;
}

/** The states that can follow a state. */
export const nextOf = ({ Next, Default, Choices = [], Catch = [] }: State): string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((catcher) => catcher.Next)].filter(
    (next) => next !== undefined,
  );

/** The top-level fields that a state reads; `*` for all of them. */
function fieldsOf({ Type, InputPath, Parameters, Choices }: State): string[] {
  if (Type === 'Fail') return [];
  if (Type === 'Task' && Parameters === undefined && (InputPath === undefined || InputPath === '$'))
    return ['*'];
  const text = JSON.stringify([InputPath, Parameters, Choices]);
  return [...text.matchAll(/"\$\.(\w+)/g)].map(([, field]) => field!);
}
