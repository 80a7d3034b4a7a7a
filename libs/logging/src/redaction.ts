import { isSensitiveName, redactText } from '#libs/redaction';
import { SerializedError } from './serialized-error.ts';

/** A replacer for `JSON.stringify` that redacts secrets and personal data: fields by name, and patterns in text. */
export function redact(this: unknown, key: string, value: unknown): unknown {
  if (isSensitive(this, key, value)) return '[redacted]';
  return typeof value === 'string' ? redactText(value) : value;
}

function isSensitive(holder: unknown, key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return isSensitiveName(key) && !(key === 'name' && holder instanceof SerializedError);
}
