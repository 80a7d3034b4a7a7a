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
      'encryptedPaymentToken',
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
