import { SerializedError } from './serialized-error.ts';
import { secretPatterns } from './secret-patterns.ts';

// Field names of secrets and personal data, redacted at any depth.
const SENSITIVE = new Set(
  [
    [
      'authorization',
      'cookie',
      'password',
      'secret',
      'clientSecret',
      'token',
      'accessToken',
      'idToken',
      'refreshToken',
      'paymentToken',
      'sessionToken',
    ],
    ['apiKey', 'signature', 'cardNumber', 'cvc'],
    [
      'email',
      'phone',
      'name',
      'givenName',
      'familyName',
      'line1',
      'line2',
      'postalCode',
      'shippingAddress',
      'address',
    ],
  ]
    .flat()
    .map((name) => name.toLowerCase()),
);

/** Returns whether fields of this name are redacted. Log events must not declare such fields. */
export const isSensitiveName = (name: string): boolean =>
  SENSITIVE.has(name.toLowerCase().replaceAll(/[-_]/g, ''));

// Without a slash, so that `node_modules/@middy/core/index.js` in a stack trace does not match.
const EMAIL = /[^\s@"<>/]+@[^\s@"<>/]+\.[a-z]{2,}/gi;
// Only with a plus and a country code, the format the API requires: other digits are ids and amounts. https://www.itu.int/rec/T-REC-E.164
const PHONE = /\+\d{1,3}[\d ()./-]{6,}\d/g;
const BEARER = /\bBearer\s+[\w.~+/-]+=*/gi;
// The credentials in a presigned URL. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const PRESIGNED = /\bX-Amz-(?:Signature|Security-Token|Credential)=[^&\s"]+/gi;
// How Node's errors quote an invalid argument. https://nodejs.org/api/errors.html#err_invalid_arg_type
const RECEIVED = /\bReceived [^\n]*['"`][^\n]*/g;
const PERSONAL_OR_SECRET = [...Object.values(secretPatterns), PRESIGNED, BEARER, EMAIL, PHONE, RECEIVED];

// A string field of JSON inside text.
const FIELD = /"([\w-]+)"(\s*:\s*)"(?:[^"\\]|\\.)*"/g;

/**
 * Redacts secrets, email addresses and phone numbers in text, and the values of sensitive fields in JSON inside it. Names
 * of people in prose cannot be recognized, so messages must not contain them.
 */
export const redactText = (text: string): string =>
  PERSONAL_OR_SECRET.reduce((rest, pattern) => rest.replace(pattern, '[redacted]'), text).replace(
    FIELD,
    (field, name: string, colon: string) => (isSensitiveName(name) ? `"${name}"${colon}"[redacted]"` : field),
  );

/** A replacer for `JSON.stringify` that redacts secrets and personal data: fields by name, and patterns in text. */
export function redact(this: unknown, key: string, value: unknown): unknown {
  if (isSensitive(this, key, value)) return '[redacted]';
  return typeof value === 'string' ? redactText(value) : value;
}

function isSensitive(holder: unknown, key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return isSensitiveName(key) && !(key === 'name' && holder instanceof SerializedError);
}
