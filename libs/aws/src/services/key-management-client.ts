import type { DecryptCommandInput, EncryptCommandInput } from '@aws-sdk/client-kms';
import type { ClientConfig, ClientDependencies } from '../aws-client.ts';
import { jsonRpc } from '../protocols/json-rpc.ts';

/** Encrypts and decrypts with keys of KMS. */
export interface KeyManagementClient {
  encrypt(input: EncryptCommandInput): Promise<{ readonly CiphertextBlob: Uint8Array }>;
  decrypt(input: DecryptCommandInput): Promise<{ readonly Plaintext: Uint8Array }>;
}

/** Creates a {@link KeyManagementClient}. */
export function keyManagementClient(
  config?: ClientConfig,
  dependencies?: Partial<ClientDependencies>,
): KeyManagementClient {
  const { call } = jsonRpc(service, config, dependencies);
  return {
    async encrypt(input) {
      const { CiphertextBlob } = await call<{ CiphertextBlob: string }>('Encrypt', {
        ...input,
        Plaintext: toBase64(input.Plaintext),
      });
      return { CiphertextBlob: Buffer.from(CiphertextBlob, 'base64') };
    },
    async decrypt(input) {
      const { Plaintext } = await call<{ Plaintext: string }>('Decrypt', {
        ...input,
        CiphertextBlob: toBase64(input.CiphertextBlob),
      });
      return { Plaintext: Buffer.from(Plaintext, 'base64') };
    },
  };
}

// JSON has no bytes.
const toBase64 = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString('base64');

const service = {
  hostPrefix: 'kms',
  environmentName: 'KMS',
  signingName: 'kms',
  targetPrefix: 'TrentService',
  version: '1.1',
} as const;
