import { intrinsicFunctions } from './intrinsic-functions.ts';
import { parseIntrinsic } from './intrinsic-parser.ts';
import type { Expression } from './intrinsic-parser.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { isReferencePath } from '../../../contract/json/json-path.ts';
import { parsePath } from '../../../contract/json/json-path-parser.ts';

const PAYLOAD_TEMPLATE_FIELDS = ['Parameters', 'ResultSelector', 'ItemSelector'];

/** @returns the violations in the paths and intrinsic functions of one state, its rules and payload templates included */
export function pathViolations(state: JsonObject, at: string): string[] {
  return Object.entries(state).flatMap(([field, value]) => {
    const location = `${at}/${field}`;
    if (PAYLOAD_TEMPLATE_FIELDS.includes(field)) return templateViolations(value, location);
    if (field === 'Catch' && Array.isArray(value)) {
      return value.flatMap((catcher, index) =>
        isObject(catcher) ? pathViolations(catcher, `${location}/${index}`) : [],
      );
    }
    if (field === 'Choices') return ruleViolations(value, location);
    if (field === 'ResultPath' && typeof value === 'string') return resultPathViolations(value, location);
    return field.endsWith('Path') && value !== null ? expressionViolations(value, location) : [];
  });
}

function ruleViolations(rules: Json, at: string): string[] {
  if (Array.isArray(rules)) return rules.flatMap((rule, index) => ruleViolations(rule, `${at}/${index}`));
  if (!isObject(rules)) return [];
  return Object.entries(rules).flatMap(([field, value]) =>
    field === 'Variable' || field.endsWith('Path')
      ? expressionViolations(value, `${at}/${field}`)
      : ruleViolations(value, `${at}/${field}`),
  );
}

function templateViolations(template: Json, at: string): string[] {
  if (Array.isArray(template))
    return template.flatMap((item, index) => templateViolations(item, `${at}/${index}`));
  if (!isObject(template)) return [];
  return Object.entries(template).flatMap(([name, value]) =>
    name.endsWith('.$')
      ? expressionViolations(value, `${at}/${name}`)
      : templateViolations(value, `${at}/${name}`),
  );
}

function resultPathViolations(path: string, at: string): string[] {
  const violation = expressionViolations(path, at);
  if (violation.length > 0 || (isReferencePath(path) && !path.startsWith('$$'))) return violation;
  return [`${at}: '${path}' is not a reference path`];
}

function expressionViolations(expression: Json, at: string): string[] {
  if (typeof expression !== 'string') return [`${at}: must be a path`];
  try {
    if (!expression.startsWith('$'))
      return unknownFunctions(parseIntrinsic(expression)).map(
        (name) => `${at}: unknown intrinsic function ${name}`,
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
