import type { State } from './definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { writePath } from '../../../contract/json/json-path.ts';
import { fillTemplate, require } from './payload-template.ts';
import type { Data } from './payload-template.ts';
import { StatesError } from './states-error.ts';

/** Step Functions' limit on the input or output of a state: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_DATA_BYTES = 262_144;

/** What a state works on: its input after `InputPath`. */
export function selectInput(state: State, input: Json, context: JsonObject): Data {
  if (state.InputPath === null) return { input: {}, context };
  return { input: require(state.InputPath ?? '$', 'InputPath', { input, context }), context };
}

/** `Parameters`, filled in, or the input where there are none. */
export const parametersOf = (template: Json | undefined, data: Data): Json =>
  template === undefined ? data.input : fillTemplate(template, data);

/** What a state hands on: the result through `ResultSelector`, into the raw input at `ResultPath`, through `OutputPath`. */
export function selectOutput(state: State, rawInput: Json, result: Json, context: JsonObject): Json {
  const selected =
    state.ResultSelector === undefined
      ? result
      : fillTemplate(state.ResultSelector, { input: result, context });
  const combined = applyResultPath(state.ResultPath, rawInput, selected);
  const output =
    state.OutputPath === null
      ? {}
      : require(state.OutputPath ?? '$', 'OutputPath', { input: combined, context });
  return withinLimit(output);
}

/** @throws StatesError States.ResultPathMatchFailure where the path does not fit the input */
export function applyResultPath(path: string | null | undefined, rawInput: Json, result: Json): Json {
  if (path === null) return rawInput;
  try {
    return writePath(path ?? '$', rawInput, result);
  } catch {
    throw new StatesError(
      'States.ResultPathMatchFailure',
      `Unable to apply ResultPath '${path}' to the input '${JSON.stringify(rawInput)}'`,
    );
  }
}

function withinLimit(output: Json): Json {
  if (Buffer.byteLength(JSON.stringify(output)) <= MAX_DATA_BYTES) return output;
  throw new StatesError(
    'States.DataLimitExceeded',
    'The state returned a result with a size exceeding the maximum number of bytes service limit.',
  );
}
