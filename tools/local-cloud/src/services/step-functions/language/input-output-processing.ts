import type { State } from './definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { writePath } from '../../../contract/json/json-path.ts';
import { fillTemplate, requirePath } from './payload-template.ts';
import type { StateData } from './payload-template.ts';
import { StatesError } from './states-error.ts';

/** Step Functions' limit on the input or output of a state: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_DATA_BYTES = 262_144;

/** Applies `InputPath`. */
export function selectInput(state: State, input: Json, context: JsonObject): StateData {
  if (state.InputPath === null) return { input: {}, context };
  return { input: requirePath(state.InputPath ?? '$', 'InputPath', { input, context }), context };
}

/** Evaluates `Parameters`; without a template, returns the input. */
export const applyParameters = (template: Json | undefined, data: StateData): Json =>
  template === undefined ? data.input : fillTemplate(template, data);

/** Applies `ResultSelector`, `ResultPath` and `OutputPath` to the result of a state. */
export function selectOutput(state: State, rawInput: Json, result: Json, context: JsonObject): Json {
  const selected =
    state.ResultSelector === undefined
      ? result
      : fillTemplate(state.ResultSelector, { input: result, context });
  const combined = applyResultPath(state.ResultPath, rawInput, selected);
  const output =
    state.OutputPath === null
      ? {}
      : requirePath(state.OutputPath ?? '$', 'OutputPath', { input: combined, context });
  return requireWithinLimit(output);
}

/** @throws StatesError States.ResultPathMatchFailure when the path cannot be applied to the input */
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

function requireWithinLimit(output: Json): Json {
  if (Buffer.byteLength(JSON.stringify(output)) <= MAX_DATA_BYTES) return output;
  throw new StatesError(
    'States.DataLimitExceeded',
    'The state returned a result with a size exceeding the maximum number of bytes service limit.',
  );
}
