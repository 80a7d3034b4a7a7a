import type { Parameter } from './parameter.ts';

/**
 * Reads the text of a parameter by its declaration.
 *
 * @param name  for the message
 * @throws Error when the text is not what the declaration's schema allows; it shows no value, which may be a secret
 */
export function parseParameter<Value>(
  declared: Pick<Parameter<Value>, 'isText' | 'validate' | 'valueType'>,
  text: string,
  name: string,
): Value {
  const value = declared.isText ? text : fromJson(text);
  if (value !== undefined && declared.validate(value)) return value as Value;
  const [fault] = (value !== undefined && declared.validate.errors) || [];
  const where = fault?.instancePath ? ` at ${fault.instancePath}` : '';
  const why = fault ? `${where}: ${fault.message}` : ': it is no JSON';
  throw new Error(`Parameter ${name} does not fit${why}. Set it with "npx nx config".`);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
