import { isPlainToken, isSensitiveName } from '#libs/redaction';
import { redact } from './redaction.ts';

interface Field {
  /** `,"orderId":` */
  readonly start: string;
  readonly isSensitive: boolean;
}

// Log events declare their fields, so there are not many names.
const fields = new Map<string, Field>();

const toField = (name: string): Field => ({
  start: `,${JSON.stringify(name)}:`,
  isSensitive: isSensitiveName(name),
});

/**
 * Returns the JSON text of a field of a log line, `,"orderId":"ord_1"`, with secrets and personal data redacted. The text is
 * the same as that of `JSON.stringify(line, redact)`, which calls the replacer for every value and is five times as slow.
 *
 * @returns '' for a value that is undefined, null or the empty string: a line contains no empty fields
 */
export function fieldText(name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  let field = fields.get(name);
  if (!field) fields.set(name, (field = toField(name)));
  if (field.isSensitive) return `${field.start}"[redacted]"`;
  if (typeof value === 'string' && isPlainToken(value)) return `${field.start}"${value}"`;
  const text = JSON.stringify(value, redactValue);
  return text === undefined ? '' : field.start + text;
}

/** JSON has no integers of this size, and for them alone `JSON.stringify` throws. */
function redactValue(this: unknown, key: string, value: unknown): unknown {
  return redact.call(this, key, typeof value === 'bigint' ? value.toString() : value);
}
