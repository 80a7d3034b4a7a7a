import { Type } from 'typebox';

/**
 * A payment token that only payments can read: base64 of a KMS ciphertext with the encryption context `orderId`. KMS adds
 * about 150 bytes to a token, which has at most 255 characters of 4 bytes.
 */
export const EncryptedPaymentToken = Type.String({
  minLength: 1,
  maxLength: 2048,
  pattern: '^[A-Za-z0-9+/]+={0,2}$',
});
