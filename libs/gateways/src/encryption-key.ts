import { AppError } from '#libs/errors';
import { isAwsError, type KeyManagementClient } from '#libs/aws';
import { keyClient } from './clients/key-client.ts';

/**
 * Bound to a ciphertext: decryption requires the same pairs. CloudTrail records them in plain text, so they must not be
 * sensitive. https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export type EncryptionContext = Readonly<Record<string, string>>;

/** A key that one service encrypts with and another decrypts with. */
export interface EncryptionKey {
  /** @param text  at most 4,096 bytes @returns the ciphertext in base64 */
  encrypt(text: string, context: EncryptionContext): Promise<string>;
  /** @throws AppError invalid `ciphertext.invalid` when the text is no ciphertext of this key and context */
  decrypt(ciphertext: string, context: EncryptionContext): Promise<string>;
}

/** Creates an {@link EncryptionKey} on a symmetric key of KMS. */
export const encryptionKey = (keyArn: string, client: KeyManagementClient = keyClient()): EncryptionKey => ({
  async encrypt(text, context) {
    const { CiphertextBlob } = await client.encrypt({
      KeyId: keyArn,
      Plaintext: Buffer.from(text),
      EncryptionContext: { ...context },
    });
    return Buffer.from(CiphertextBlob).toString('base64');
  },
  async decrypt(ciphertext, context) {
    const { Plaintext } = await client
      .decrypt({
        KeyId: keyArn,
        CiphertextBlob: Buffer.from(ciphertext, 'base64'),
        EncryptionContext: { ...context },
      })
      .catch(translateInvalidCiphertext);
    return Buffer.from(Plaintext).toString();
  },
});

function translateInvalidCiphertext(error: unknown): never {
  if (isAwsError(error, 'InvalidCiphertextException', 'IncorrectKeyException'))
    throw new AppError('invalid', 'ciphertext.invalid', { cause: error });
  throw error;
}
