import { SerializedError } from './serialized-error.ts';
import { secretPatterns } from './secret-patterns.ts';

// Names of fields that hold a secret or tell who somebody is, wherever they stand in what is logged.
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

/** Whether fields of this name are blanked: an event that declares one would never show it. */
export const isSensitiveName = (name: string): boolean =>
  SENSITIVE.has(name.toLowerCase().replaceAll(/[-_]/g, ''));

// No slash in an e-mail address: `node_modules/@middy/core/index.js` in a stack trace is none.
const EMAIL = /[^\s@"<>/]+@[^\s@"<>/]+\.[a-z]{2,}/gi;
// With a plus and the country, as we ask for it: other digits are ids and amounts. https://www.itu.int/rec/T-REC-E.164
const PHONE = /\+\d{1,3}[\d ()./-]{6,}\d/g;
const BEARER = /\bBearer\s+[\w.~+/-]+=*/gi;
// What a presigned URL grants. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const PRESIGNED = /\bX-Amz-(?:Signature|Security-Token|Credential)=[^&\s"]+/gi;
// How Node tells what it was given instead of what it takes. https://nodejs.org/api/errors.html#err_invalid_arg_type
const RECEIVED = /\bReceived [^\n]*['"`][^\n]*/g;
const PERSONAL_OR_SECRET = [...Object.values(secretPatterns), PRESIGNED, BEARER, EMAIL, PHONE, RECEIVED];

// Of an object that a text shows as JSON.
const FIELD = /"([\w-]+)"(\s*:\s*)"(?:[^"\\]|\\.)*"/g;

/**
 * A text without what looks like a secret, an e-mail address or a phone number, and without the values of fields of
 * sensitive names in objects that it shows as JSON. People's names in prose look like any words: who writes a message
 * puts none in.
 */
export const redactText = (text: string): string =>
  PERSONAL_OR_SECRET.reduce((rest, form) => rest.replace(form, '[redacted]'), text).replace(
    FIELD,
    (field, name: string, colon: string) => (isSensitiveName(name) ? `"${name}"${colon}"[redacted]"` : field),
  );

/** A replacer for `JSON.stringify` that blanks secrets and personal data: whole fields by their name, and in texts. */
export function redact(this: unknown, key: string, value: unknown): unknown {
  if (isSensitive(this, key, value)) return '[redacted]';
  return typeof value === 'string' ? redactText(value) : value;
}

function isSensitive(holder: unknown, key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return isSensitiveName(key) && !(key === 'name' && holder instanceof SerializedError);
}
