import { variableTypes, type VariableType, type ValueOf } from './variable-types.ts';

type Values<Names extends Record<string, VariableType>> = {
  readonly [Name in keyof Names]: ValueOf<Names[Name]>;
};

/**
 * Reads the environment variables of a function. Call it once, at module level, so that a misconfigured function fails
 * at start-up. The build parses the call to compare it with the template, so pass the declaration as an object literal.
 *
 * @param declared   each variable with its type (variable-types.ts)
 * @param variables  the variables to read; `process.env` by default
 * @returns the converted values by variable name
 * @throws Error that lists every missing and malformed variable
 * @example const env = environment({ STOCK_TABLE: 'text', MAX_ATTEMPTS: 'integer' });
 */
export function environment<const Names extends Record<string, VariableType>>(
  declared: Names,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Values<Names> {
  const read = Object.entries(declared).map(
    ([name, type]) => [name, type, variableTypes[type](variables[name] ?? '')] as const,
  );
  const violations = read.filter(([, , value]) => value === undefined);
  if (violations.length > 0) {
    const list = violations.map(
      ([name, type]) => `${name} (${type}) is ${variables[name] ? 'malformed' : 'missing'}`,
    );
    throw new Error(
      `Environment: ${list.join(', ')}. Set the variables of the function in its serverless.yml.`,
    );
  }
  return Object.fromEntries(read.map(([name, , value]) => [name, value])) as Values<Names>;
}
