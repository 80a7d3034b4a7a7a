import { intrinsicFunctions } from './intrinsic-functions.ts';
import { parseIntrinsic, unescapeLiteral } from './intrinsic-parser.ts';
import type { Expression } from './intrinsic-parser.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { readPath } from '../../../contract/json/json-path.ts';
import { runtimeError, StatesError } from './states-error.ts';

/** The data that paths read: the input (`$`) and the context object (`$$`). */
export interface StateData {
  readonly input: Json;
  readonly context: JsonObject;
}

export const resolvePath = (path: string, { input, context }: StateData): Json | undefined =>
  path.startsWith('$$') ? readPath(path.slice(1), context) : readPath(path, input);

/** @throws StatesError States.Runtime with the field and the input when the path finds nothing */
export function requirePath(path: string, field: string, data: StateData): Json {
  const value = resolvePath(path, data);
  if (value !== undefined) return value;
  const searched = path.startsWith('$$') ? data.context : data.input;
  throw runtimeError(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(searched)}'`,
  );
}

/**
 * Evaluates a payload template (`Parameters`, `ItemSelector`, `ResultSelector`): each field whose name ends in `.$` is
 * a path or an intrinsic function.
 */
export function fillTemplate(template: Json, data: StateData): Json {
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

const evaluate = (text: string, field: string, data: StateData): Json =>
  text.startsWith('$') ? requirePath(text, field, data) : evaluateIntrinsic(text, data);

/** @throws StatesError States.IntrinsicFailure when an argument has the wrong type */
export function evaluateIntrinsic(text: string, data: StateData): Json {
  try {
    return evaluateExpression(parseIntrinsic(text), data);
  } catch (error) {
    if (error instanceof StatesError) throw error;
    throw new StatesError(
      'States.IntrinsicFailure',
      `'${text}' cannot be evaluated: ${(error as Error).message}`,
    );
  }
}

function evaluateExpression(expression: Expression, data: StateData): Json {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'path') return requirePath(expression.path, expression.path, data);
  if (expression.name === 'States.Format') return format(expression.args, data);
  const implementation = intrinsicFunctions[expression.name];
  if (implementation === undefined) throw new TypeError(`unknown intrinsic function ${expression.name}`);
  return implementation(...expression.args.map((arg) => evaluateExpression(arg, data)));
}

function format([template, ...args]: readonly Expression[], data: StateData): string {
  if (template === undefined) throw new TypeError('the template is missing');
  const raw = template.kind === 'literal' ? template.raw : evaluateExpression(template, data);
  if (typeof raw !== 'string') throw new TypeError('the template is not a string');
  // An escaped character is one token, so that `\{}` is not a placeholder.
  const tokens = raw.match(/\\.|\{\}|[\s\S]/g) ?? [];
  const values = args.map((arg) => toText(evaluateExpression(arg, data)));
  if (tokens.filter((token) => token === '{}').length !== values.length) {
    throw new TypeError(`the number of {} placeholders differs from the ${values.length} arguments`);
  }
  return tokens.map((token) => (token === '{}' ? values.shift() : unescapeLiteral(token))).join('');
}

const toText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
