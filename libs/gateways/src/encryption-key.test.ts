import { describe, expect, it } from '@jest/globals';
import { IncorrectKeyException, InvalidCiphertextException, type KMSClient } from '@aws-sdk/client-kms';
import { encryptionKey } from './encryption-key.ts';

const keyArn = 'arn:aws:kms:us-east-1:000000000000:key/1';
const context = { orderId: 'ord_1' };

/** Reverses the bytes instead of encrypting them. */
const reversing = (inputs: object[]) =>
  ({
    async send({ input }: { input: { Plaintext?: Buffer; CiphertextBlob?: Buffer } }) {
      inputs.push(input);
      const bytes = Uint8Array.from(input.Plaintext ?? input.CiphertextBlob ?? []).toReversed();
      return input.Plaintext ? { CiphertextBlob: bytes } : { Plaintext: bytes };
    },
  }) as unknown as KMSClient;

const failing = (failure: Error) => ({ send: () => Promise.reject(failure) }) as unknown as KMSClient;

describe('encryptionKey', () => {
  it('decrypts what it encrypted, and passes the key and the context on', async () => {
    const inputs: object[] = [];
    const key = encryptionKey(keyArn, reversing(inputs));
    const ciphertext = await key.encrypt('pm_1€', context);
    expect(ciphertext).toBe(Buffer.from(Buffer.from('pm_1€').toReversed()).toString('base64'));
    expect(await key.decrypt(ciphertext, context)).toBe('pm_1€');
    expect(inputs).toMatchObject([
      { KeyId: keyArn, EncryptionContext: context },
      { KeyId: keyArn, EncryptionContext: context },
    ]);
  });

  it.each([InvalidCiphertextException, IncorrectKeyException])(
    'reports %p as an invalid text',
    async (Kind) => {
      const error = new Kind({ message: 'no', $metadata: {} });
      await expect(encryptionKey(keyArn, failing(error)).decrypt('AAAA', context)).rejects.toMatchObject({
        kind: 'invalid',
        code: 'ciphertext.invalid',
      });
    },
  );

  it('passes other errors on', async () => {
    const error = new Error('the key is disabled');
    await expect(encryptionKey(keyArn, failing(error)).decrypt('AAAA', context)).rejects.toBe(error);
  });
});
