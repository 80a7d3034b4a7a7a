import { describe, expect, it } from '@jest/globals';
import { AwsError, type KeyManagementClient } from '#libs/aws';
import { encryptionKey } from './encryption-key.ts';

const keyArn = 'arn:aws:kms:us-east-1:000000000000:key/1';
const context = { orderId: 'ord_1' };

/** Reverses the bytes instead of encrypting them. */
const reversing = (inputs: object[]): KeyManagementClient => {
  const reverse = (bytes: Uint8Array = Uint8Array.of()) => Uint8Array.from(bytes).toReversed();
  return {
    async encrypt(input) {
      inputs.push(input);
      return { CiphertextBlob: reverse(input.Plaintext) };
    },
    async decrypt(input) {
      inputs.push(input);
      return { Plaintext: reverse(input.CiphertextBlob) };
    },
  };
};

const failing = (failure: Error): KeyManagementClient => ({
  encrypt: () => Promise.reject(failure),
  decrypt: () => Promise.reject(failure),
});

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

  it.each(['InvalidCiphertextException', 'IncorrectKeyException'])(
    'reports %p as an invalid text',
    async (name) => {
      const error = new AwsError({ name, message: 'no' }, { status: 400, requestId: undefined });
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
