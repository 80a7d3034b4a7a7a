import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bound to a ciphertext: decryption requires the same pairs. */
export type EncryptionContext = Readonly<Record<string, string>>;

// Layout: format (1 byte), key ID (16), initialization vector (12), authentication tag (16), encrypted data.
const FORMAT = 1;
const KEY_ID_END = 17;
const IV_END = 29;
const TAG_END = 45;

/** Encrypts with AES-256-GCM as KMS does, with the context as additional authenticated data. */
export function seal(
  plaintext: Buffer,
  { keyId, material, context }: { keyId: string; material: Buffer; context: EncryptionContext },
): Buffer {
  const iv = randomBytes(IV_END - KEY_ID_END);
  const cipher = createCipheriv('aes-256-gcm', material, iv).setAAD(canonical(context));
  const data = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), toKeyBytes(keyId), iv, cipher.getAuthTag(), data]);
}

/** Returns the ID of the key of a ciphertext; undefined when the bytes are no ciphertext. */
export function keyIdOf(ciphertext: Buffer): string | undefined {
  if (ciphertext.length < TAG_END || ciphertext[0] !== FORMAT) return undefined;
  const hex = ciphertext.subarray(1, KEY_ID_END).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @throws Error when the ciphertext was changed, or sealed with other material or another context */
export function open(
  ciphertext: Buffer,
  { material, context }: { material: Buffer; context: EncryptionContext },
): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', material, ciphertext.subarray(KEY_ID_END, IV_END))
    .setAAD(canonical(context))
    .setAuthTag(ciphertext.subarray(IV_END, TAG_END));
  return Buffer.concat([decipher.update(ciphertext.subarray(TAG_END)), decipher.final()]);
}

const toKeyBytes = (keyId: string): Buffer => Buffer.from(keyId.replaceAll('-', ''), 'hex');

/** The order of the pairs is not significant. */
const canonical = (context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))));
