import { intrinsicFunctions } from './intrinsic-functions.ts';
import { parseIntrinsic } from './intrinsic-parser.ts';
import type { Expression } from './intrinsic-parser.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { isReferencePath } from '../../../contract/json/json-path.ts';
import { parsePath } from '../../../contract/json/json-path-parser.ts';

const TEMPLATES = ['Parameters', 'ResultSelector', 'ItemSelector'];

/** Faults in the paths and intrinsic functions of one state, its rules and templates included. */
export function pathFaults(state: JsonObject, at: string): string[] {
  return Object.entries(state).flatMap(([field, value]) => {
    const place = `${at}/${field}`;
    if (TEMPLATES.includes(field)) return templateFaults(value, place);
    if (field === 'Catch' && Array.isArray(value)) {
      return value.flatMap((catcher, index) =>
        isObject(catcher) ? pathFaults(catcher, `${place}/${index}`) : [],
      );
    }
    if (field === 'Choices') return ruleFaults(value, place);
    if (field === 'ResultPath' && typeof value === 'string') return resultPathFault(value, place);
    return field.endsWith('Path') && value !== null ? expressionFault(value, place) : [];
  });
}

function ruleFaults(rules: Json, at: string): string[] {
  if (Array.isArray(rules)) return rules.flatMap((rule, index) => ruleFaults(rule, `${at}/${index}`));
  if (!isObject(rules)) return [];
  return Object.entries(rules).flatMap(([field, value]) =>
    field === 'Variable' || field.endsWith('Path')
      ? expressionFault(value, `${at}/${field}`)
      : ruleFaults(value, `${at}/${field}`),
  );
}

function templateFaults(template: Json, at: string): string[] {
  if (Array.isArray(template))
    return template.flatMap((item, index) => templateFaults(item, `${at}/${index}`));
  if (!isObject(template)) return [];
  return Object.entries(template).flatMap(([name, value]) =>
    name.endsWith('.$') ? expressionFault(value, `${at}/${name}`) : templateFaults(value, `${at}/${name}`),
  );
}

function resultPathFault(path: string, at: string): string[] {
  const fault = expressionFault(path, at);
  if (fault.length > 0 || (isReferencePath(path) && !path.startsWith('$$'))) return fault;
  return [`${at}: '${path}' does not name one place`];
}

function expressionFault(expression: Json, at: string): string[] {
  if (typeof expression !== 'string') return [`${at}: has to be a path`];
  try {
    if (!expression.startsWith('$'))
      return unknownFunctions(parseIntrinsic(expression)).map(
        (name) => `${at}: there is no function ${name}`,
      );
    parsePath(expression.startsWith('$$') ? expression.slice(1) : expression);
    return [];
  } catch (error) {
    return [`${at}: ${(error as Error).message}`];
  }
}

function unknownFunctions(expression: Expression): string[] {
  if (expression.kind !== 'call') return [];
  const known = expression.name === 'States.Format' || Object.hasOwn(intrinsicFunctions, expression.name);
  return [...(known ? [] : [expression.name]), ...expression.args.flatMap(unknownFunctions)];
}
