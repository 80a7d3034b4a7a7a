import { resolveDynamicReferences } from './dynamic-references.ts';
import { type Scope, noValue } from './scope.ts';
import { substitute } from './substitute.ts';
import { TemplateError } from './template-error.ts';

/**
 * Resolves the intrinsic functions and dynamic references of a value as CloudFormation does. Dynamic references are
 * resolved last, because Sub and Join can build their names.
 * @throws TemplateError for an unsupported function or an invalid argument
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveValue(value: unknown, scope: Scope): unknown {
  const resolved = evaluate(value, scope);
  return resolved === noValue ? undefined : resolveDynamicReferences(resolved, scope);
}

/** Resolves a condition, as in the section `Conditions` and the first item of `Fn::If`. */
export function resolveCondition(condition: unknown, scope: Scope): boolean {
  const [name, argument] = functionCall(condition) ?? [];
  switch (name) {
    case 'Condition':
      return scope.condition(String(argument));
    case 'Fn::Equals': {
      const [left, right] = list(name, argument).map((side) => resolveValue(side, scope));
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::Not':
      return !resolveCondition(list(name, argument)[0], scope);
    case 'Fn::And':
      return list(name, argument).every((part) => resolveCondition(part, scope));
    case 'Fn::Or':
      return list(name, argument).some((part) => resolveCondition(part, scope));
    default:
      throw new TemplateError(`${JSON.stringify(condition)} is not a condition`);
  }
}

function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  if (typeof value !== 'object' || value === null) return value;
  const call = functionCall(value);
  // A property named Condition is not a function call; only condition functions refer to conditions.
  if (call !== undefined && call[0] !== 'Condition') return callFunction(call[0], call[1], scope);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, evaluate(item, scope)] as const)
      .filter(([, item]) => item !== noValue),
  );
}

function callFunction(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return scope.ref(String(argument));
    case 'Fn::GetAtt':
      return scope.getAtt(...attributePath(argument, scope));
    case 'Fn::Sub':
      return sub(argument, scope);
    case 'Fn::Join': {
      const [separator, items] = list(name, argument);
      return list(name, evaluate(items, scope)).map(String).join(String(separator));
    }
    case 'Fn::Split': {
      const [separator, text] = list(name, argument);
      return String(evaluate(text, scope)).split(String(separator));
    }
    case 'Fn::Select':
      return select(argument, scope);
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = list(name, argument);
      return evaluate(scope.condition(String(condition)) ? whenTrue : whenFalse, scope);
    }
    case 'Fn::ImportValue':
      return scope.importValue(String(evaluate(argument, scope)));
    case 'Fn::FindInMap': {
      const [mapName, topLevelKey, secondLevelKey] = list(name, evaluate(argument, scope)).map(String);
      return scope.findInMap(mapName ?? '', topLevelKey ?? '', secondLevelKey ?? '');
    }
    case 'Fn::Base64':
      return Buffer.from(String(evaluate(argument, scope))).toString('base64');
    case 'Fn::Equals':
    case 'Fn::Not':
    case 'Fn::And':
    case 'Fn::Or':
      return resolveCondition({ [name]: argument }, scope);
    default:
      throw new TemplateError(`the intrinsic function ${name} is not supported`);
  }
}

function sub(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const own = evaluate(variables, scope) as Readonly<Record<string, unknown>>;
  return substitute(String(text), (name) => {
    if (Object.hasOwn(own, name)) return String(own[name]);
    const [logicalId, ...attribute] = name.split('.');
    return String(
      attribute.length > 0 ? scope.getAtt(logicalId ?? '', attribute.join('.')) : scope.ref(name),
    );
  });
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, items] = list('Fn::Select', evaluate(argument, scope));
  const found = list('Fn::Select', items)[Number(index)];
  if (found !== undefined) return found;
  if (scope.isTracing) return '';
  throw new TemplateError(`Fn::Select finds no item ${String(index)} in ${JSON.stringify(items)}`);
}

function attributePath(argument: unknown, scope: Scope): [string, string] {
  if (Array.isArray(argument)) return [String(argument[0]), String(evaluate(argument[1], scope))];
  const [logicalId, ...attribute] = String(argument).split('.');
  return [logicalId ?? '', attribute.join('.')];
}

/** An object of one key that is a function's name: `{ Ref: … }`, `{ 'Fn::Sub': … }`, and `{ Condition: 'name' }`. */
function functionCall(value: unknown): [name: string, argument: unknown] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [''];
  if (entries.length !== 1) return undefined;
  const isCall =
    name.startsWith('Fn::') || ((name === 'Ref' || name === 'Condition') && typeof argument === 'string');
  return isCall ? [name, argument] : undefined;
}

function list(name: string, argument: unknown): unknown[] {
  if (!Array.isArray(argument))
    throw new TemplateError(`${name} requires a list, not ${JSON.stringify(argument)}`);
  return argument;
}
