/**
 * A response lists 20 errors, each once. A body of 256 KB can violate its schema 100,000 times, so that further errors are
 * counted but not kept.
 */
const KEPT_ERRORS = 100;

const ADD_ERROR = `const addError = (errors, instancePath, keyword, params, message) => { if (errors !== null && errors.length >= ${KEPT_ERRORS}) return errors; const error = { instancePath, keyword, params, message }; return errors === null ? [error] : (errors.push(error), errors); };`;

// Ajv's code for one error: an object with five fields, which is added to the errors.
const ERROR =
  /const (err\d+) = \{instancePath(?::(.+?))?,schemaPath:"(?:[^"\\]|\\.)*",keyword:("[^"]*"),params:(\{.*?\}),message:(.+?)\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g;

/**
 * Reduces the size of a validator that Ajv generates by more than half: most of the code creates errors, which one shared
 * function does instead. It drops the `schemaPath` of errors, which is not used, and all but the first 100 errors. Errors of
 * alternatives that Ajv discards can leave empty positions in the list.
 *
 * @param code  the output of `ajv/dist/standalone` with `lines: false`
 * @returns code that accepts and rejects the same values; unrecognized code is not changed
 */
export const withCompactErrors = (code: string): string =>
  `${ADD_ERROR}${code.replaceAll(
    ERROR,
    (_, _name, path = 'instancePath', keyword: string, params: string, message: string) =>
      `vErrors = addError(vErrors, ${path}, ${keyword}, ${params}, ${message});errors++;`,
  )}`;
