import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Reply } from './reply.ts';

const ALGORITHM = 'aes-256-gcm';
// The lengths that NIST SP 800-38D recommends.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** A shorter reply fits into the write unit of its attempt, whose other attributes have 350 bytes, as it is. */
const COMPRESSED_FROM_BYTES = 640;

/** What the key of a stored reply is derived from: the table has only the salt. */
interface Secret {
  readonly request: { readonly scope: string; readonly key: string };
  readonly salt: string;
}

/**
 * Encrypts a reply, which can contain a secret that is returned once, such as `sessionToken`. The key is derived from the
 * client's `Idempotency-Key`, of which the table has only a digest.
 *
 * A long reply is compressed before, because DynamoDB charges a write unit for each started kilobyte.
 */
export function sealReply(reply: Reply, secret: Secret): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, toKey(secret), nonce);
  const content = toContent(Buffer.from(JSON.stringify(reply)));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts a reply. @throws Error when the secret is another, or the reply was changed */
export function openReply(sealed: Uint8Array, secret: Secret): Reply {
  const decipher = createDecipheriv(ALGORITHM, toKey(secret), sealed.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const content = Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
    decipher.final(),
  ]);
  return JSON.parse(fromContent(content).toString()) as Reply;
}

// Loading it takes 2 ms of a cold start, which most requests do not need.
const zlib = () => process.getBuiltinModule('node:zlib');

const toContent = (json: Buffer): Buffer =>
  json.length < COMPRESSED_FROM_BYTES ? json : zlib().deflateSync(json);

/** The JSON of a reply begins with a brace, compressed data with an x: https://www.rfc-editor.org/rfc/rfc1950#section-2.2 */
const fromContent = (content: Buffer): Buffer =>
  content[0] === BRACE ? content : zlib().inflateSync(content);

const BRACE = '{'.charCodeAt(0);

const toKey = ({ request: { scope, key }, salt }: Secret): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, `reply ${scope}`, 32));
