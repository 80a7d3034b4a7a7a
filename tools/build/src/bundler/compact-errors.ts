const FAULT =
  'const fault = (faults, instancePath, keyword, params, message) => { const error = { instancePath, keyword, params, message }; return faults === null ? [error] : (faults.push(error), faults); };';

// What Ajv writes at each check: an error with five named fields, and how it joins those before it.
const ERROR =
  /const (err\d+) = \{instancePath(?::(.+?))?,schemaPath:"(?:[^"\\]|\\.)*",keyword:("[^"]*"),params:(\{.*?\}),message:(.+?)\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/**
 * Makes the validator that Ajv generates less than half as heavy: most of it builds errors, the same way each time,
 * so one function builds them. An error's `schemaPath`, which nobody reads, goes.
 *
 * @param code  of `ajv/dist/standalone`, made with `lines: false`
 * @returns code that accepts and refuses the same; what it does not recognize stays as it is
 */
export const withCompactErrors = (code: string): string =>
  `${FAULT}${code.replaceAll(
    ERROR,
    (_, _name, path = 'instancePath', keyword: string, params: string, message: string) =>
      `vErrors = fault(vErrors, ${path}, ${keyword}, ${params}, ${message});errors++;`,
  )}`;
