import type { Parameter } from './parameter.ts';

/**
 * Parses and validates the stored text of a parameter.
 *
 * @param name  the full name of the parameter, for the error message
 * @returns the value
 * @throws Error when the text is not JSON or violates the schema; the message never contains the value, which may be secret
 */
export function parseParameter<Value>(
  declared: Pick<Parameter<Value>, 'isText' | 'validate' | 'valueType'>,
  text: string,
  name: string,
): Value {
  const value = declared.isText ? text : parseJson(text);
  if (value !== undefined && declared.validate(value)) return value as Value;
  const [violation] = (value !== undefined && declared.validate.errors) || [];
  const path = violation?.instancePath ? ` at ${violation.instancePath}` : '';
  const reason = violation ? `${path}: ${violation.message}` : ': not valid JSON';
  throw new Error(`Invalid value of parameter ${name}${reason}. Set it with "npm run -s config".`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
