const parameterName = (value: string) => (/^(\/[\w.-]+)+$/.test(value) ? value : undefined);

/**
 * The types of environment variables. Each parser returns the converted value, or undefined when the text is malformed.
 * `parameter` and `secretParameter` hold the name of a parameter, never its value.
 */
export const variableTypes = {
  text: (value: string) => (value === '' ? undefined : value),
  integer: (value: string) => (/^-?\d+$/.test(value) ? Number(value) : undefined),
  boolean: (value: string) => (/^(true|false)$/.test(value) ? value === 'true' : undefined),
  url: (value: string) => (URL.canParse(value) ? value : undefined),
  arn: (value: string) => (/^arn:[\w-]+:[\w-]+:[\w-]*:\d*:.+$/.test(value) ? value : undefined),
  parameter: parameterName,
  secretParameter: parameterName,
} satisfies Record<string, (value: string) => unknown>;

/** The name of a variable type, such as `integer`. */
export type VariableType = keyof typeof variableTypes;

/** The TypeScript type of a variable's value. */
export type ValueOf<K extends VariableType> = NonNullable<ReturnType<(typeof variableTypes)[K]>>;
