import { Type } from 'typebox';

/**
 * Returns the schema of one line of human text, such as a name, a title or a reason: trimmed, well-formed Unicode without
 * control characters, and not empty.
 *
 * @param maxLength  the maximum number of characters after trimming
 */
export const lineSchema = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, format: 'line', 'x-normalize': 'trim' });

/**
 * Returns the schema of human text with line breaks, such as a description. Otherwise as {@link lineSchema}; line breaks
 * become LF.
 */
export const textSchema = (maxLength: number) =>
  Type.String({ minLength: 1, maxLength, format: 'text', 'x-normalize': 'lines' });

/**
 * Returns the schema of a code that people type or paste, such as a discount code: the white space around it is removed.
 *
 * @param pattern  a bounded pattern: `^[A-Z0-9]{3,32}$`
 * @param options  the name of the schema in OpenAPI documents
 */
export const codeSchema = (pattern: string, options: { title?: string } = {}) =>
  Type.String({ ...options, pattern, 'x-normalize': 'trim' });

/** The error code of a failure that a service reports to another: `payment.declined`. */
export const ErrorCode = Type.String({ pattern: '^[a-z][a-z0-9-]{0,49}[.][a-z][a-z0-9-]{0,49}$' });
