const parameterName = (value: string) => (/^(\/[\w.-]+)+$/.test(value) ? value : undefined);

/**
 * The forms a variable may have, each with what reads it: the value, or undefined where it has another form.
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

/** The name of a form. */
export type VariableType = keyof typeof variableTypes;

/** What a variable of a form is read as. */
export type ValueOf<K extends VariableType> = NonNullable<ReturnType<(typeof variableTypes)[K]>>;
