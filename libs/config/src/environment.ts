import { variableTypes, type VariableType, type ValueOf } from './variable-types.ts';

type Values<Names extends Record<string, VariableType>> = {
  readonly [Name in keyof Names]: ValueOf<Names[Name]>;
};

/**
 * Reads the environment variables that a function declares, all at once and at start-up. The build reads the
 * declaration too, so write it where it is called, in literals: packaging compares it with the template.
 *
 * @param declared   each variable with the form of its value (kinds.ts)
 * @param variables  where to read them
 * @throws Error naming every variable that is missing or malformed
 * @example const env = environment({ STOCK_TABLE: 'text', MAX_ATTEMPTS: 'integer' });
 */
export function environment<const Names extends Record<string, VariableType>>(
  declared: Names,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Values<Names> {
  const read = Object.entries(declared).map(
    ([name, kind]) => [name, kind, variableTypes[kind](variables[name] ?? '')] as const,
  );
  const faults = read.filter(([, , value]) => value === undefined);
  if (faults.length > 0) {
    const list = faults.map(
      ([name, kind]) => `${name} (${kind}) is ${variables[name] ? 'malformed' : 'missing'}`,
    );
    throw new Error(
      `Environment: ${list.join(', ')}. Give the function these variables in its serverless.yml.`,
    );
  }
  return Object.fromEntries(read.map(([name, , value]) => [name, value])) as Values<Names>;
}
