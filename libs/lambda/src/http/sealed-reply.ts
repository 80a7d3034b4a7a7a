import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Reply } from './reply.ts';

const ALGORITHM = 'aes-256-gcm';
// The lengths that NIST SP 800-38D recommends.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What the key of a stored reply is derived from: the table has only the salt. */
interface Secret {
  readonly request: { readonly scope: string; readonly key: string };
  readonly salt: string;
}

/**
 * Encrypts a reply, which can contain a secret that is returned once, such as `sessionToken`. The key is derived from the
 * client's `Idempotency-Key`, of which the table has only a digest.
 *
 * The reply is compressed before, because DynamoDB charges a write unit for each started kilobyte.
 */
export function sealReply(reply: Reply, secret: Secret): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, toKey(secret), nonce);
  const compressed = deflateRawSync(JSON.stringify(reply));
  return Buffer.concat([nonce, cipher.update(compressed), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts a reply. @throws Error when the secret is another, or the reply was changed */
export function openReply(sealed: Uint8Array, secret: Secret): Reply {
  const decipher = createDecipheriv(ALGORITHM, toKey(secret), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const compressed = Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
    decipher.final(),
  ]);
  return JSON.parse(inflateRawSync(compressed).toString()) as Reply;
}

const toKey = ({ request: { scope, key }, salt }: Secret): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, `reply ${scope}`, 32));
