import { intrinsicFunctions } from './intrinsic-functions.ts';
import { parseIntrinsic, unescaped } from './intrinsic-parser.ts';
import type { Expression } from './intrinsic-parser.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { readPath } from '../../../contract/json/json-path.ts';
import { runtimeError, StatesError } from './states-error.ts';

/** What paths can point into: the data (`$`) and the context object (`$$`). */
export interface Data {
  readonly input: Json;
  readonly context: JsonObject;
}

export const find = (path: string, { input, context }: Data): Json | undefined =>
  path.startsWith('$$') ? readPath(path.slice(1), context) : readPath(path, input);

/** @throws StatesError States.Runtime where the path finds nothing, naming the field and the input */
export function require(path: string, field: string, data: Data): Json {
  const value = find(path, data);
  if (value !== undefined) return value;
  const where = path.startsWith('$$') ? data.context : data.input;
  throw runtimeError(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(where)}'`,
  );
}

/** Fills in `Parameters`, `ItemSelector`, `ResultSelector`: every field whose name ends in `.$` is a path or an intrinsic function. */
export function fillTemplate(template: Json, data: Data): Json {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, data));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$') && typeof value === 'string'
        ? [name.slice(0, -2), evaluate(value, name, data)]
        : [name, fillTemplate(value, data)],
    ),
  );
}

const evaluate = (text: string, field: string, data: Data): Json =>
  text.startsWith('$') ? require(text, field, data) : evaluateIntrinsic(text, data);

/** @throws StatesError States.IntrinsicFailure where an argument does not fit */
export function evaluateIntrinsic(text: string, data: Data): Json {
  try {
    return valueOf(parseIntrinsic(text), data);
  } catch (error) {
    if (error instanceof StatesError) throw error;
    throw new StatesError(
      'States.IntrinsicFailure',
      `'${text}' cannot be evaluated: ${(error as Error).message}`,
    );
  }
}

function valueOf(expression: Expression, data: Data): Json {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'path') return require(expression.path, expression.path, data);
  if (expression.name === 'States.Format') return format(expression.args, data);
  const implementation = intrinsicFunctions[expression.name];
  if (implementation === undefined) throw new TypeError(`there is no function ${expression.name}`);
  return implementation(...expression.args.map((arg) => valueOf(arg, data)));
}

function format([template, ...args]: readonly Expression[], data: Data): string {
  if (template === undefined) throw new TypeError('a template is missing');
  const raw = template.kind === 'literal' ? template.raw : valueOf(template, data);
  if (typeof raw !== 'string') throw new TypeError('the template is not a string');
  // An escaped character is taken whole, so that `\{}` is no placeholder.
  const pieces = raw.match(/\\.|\{\}|[\s\S]/g) ?? [];
  const values = args.map((arg) => textOf(valueOf(arg, data)));
  if (pieces.filter((piece) => piece === '{}').length !== values.length) {
    throw new TypeError(`the template has another number of {} than the ${values.length} values given`);
  }
  return pieces.map((piece) => (piece === '{}' ? values.shift() : unescaped(piece))).join('');
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
