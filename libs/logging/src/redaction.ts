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

// No slash in it: `node_modules/@middy/core/index.js` in a stack trace is no address.
const EMAIL = /[^\s@"<>/]+@[^\s@"<>/]+\.[a-z]{2,}/gi;
const BEARER = /\bBearer\s+[\w.~+/-]+=*/gi;
// A JSON Web Token: three base64url parts, the first of which begins with {" .
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/**
 * A replacer for `JSON.stringify` that blanks secrets and personal data: whole fields by their name,
 * and e-mail addresses and tokens wherever they stand in a text.
 */
export function redacted(this: unknown, key: string, value: unknown): unknown {
  if (isSensitive(this, key, value)) return '[redacted]';
  if (typeof value !== 'string') return value;
  return value
    .replace(BEARER, '[redacted]')
    .replace(JSON_WEB_TOKEN, '[redacted]')
    .replace(EMAIL, '[redacted]');
}

function isSensitive(holder: unknown, key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (!isSensitiveName(key)) return false;
  return !(key === 'name' && isError(holder));
}

const isError = (holder: unknown): boolean =>
  holder !== null &&
  typeof holder === 'object' &&
  ('stack' in holder || 'location' in holder || 'message' in holder);
