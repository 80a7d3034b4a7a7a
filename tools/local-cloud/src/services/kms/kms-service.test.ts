import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { developer, type Principal } from '../../contract/principal.ts';
import { createKmsService } from './kms-service.ts';

const started: LocalService[] = [];
afterEach(async () => {
  for (const service of started.splice(0)) await service.stop?.();
});

const root = { AWS: 'arn:aws:iam::000000000000:root' };
const role = (name: string): Principal => ({
  kind: 'role',
  name,
  roleArn: `arn:aws:iam::000000000000:role/${name}`,
});
const KeyPolicy = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: root,
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/payments-*' } },
    },
    {
      Effect: 'Allow',
      Principal: root,
      Action: 'kms:Encrypt',
      Resource: '*',
      Condition: { StringLike: { 'kms:EncryptionContext:orderId': 'ord_*' } },
    },
  ],
};

async function startKms(stateFolder = temporaryFolder('kms-')) {
  const service = createKmsService({ stateFolder });
  started.push(service);
  const deploy = async (logicalId: string) => {
    const resource = {
      service: 'payments',
      serviceFolder: '/services/payments',
      stackName: 'payments-local',
      logicalId,
      type: 'AWS::KMS::Key',
      properties: { KeyPolicy },
    };
    return (await service.resources['AWS::KMS::Key']!.deploy(resource)).attributes!['Arn']!;
  };
  const call = async (operation: string, input: object, principal: Principal = developer) => {
    const { body } = await service.handle!({
      signingName: 'kms',
      operation,
      method: 'POST',
      path: '/',
      headers: {},
      body: Buffer.from(JSON.stringify(input)),
      principal,
    });
    return JSON.parse(String(body)) as { CiphertextBlob: string; Plaintext: string; KeyId: string };
  };
  return { deploy, call };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const EncryptionContext = { orderId: 'ord_1' };

describe('KMS', () => {
  it('decrypts what it encrypted, with the same context in any order', async () => {
    const { deploy, call } = await startKms();
    const KeyId = await deploy('Key');
    const context = fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 });
    const plaintext = fc.string({ minLength: 1 }).map(base64);
    await fc.assert(
      fc.asyncProperty(plaintext, context, async (Plaintext, pairs) => {
        const { CiphertextBlob } = await call('Encrypt', { KeyId, Plaintext, EncryptionContext: pairs });
        expect(CiphertextBlob).not.toContain(Plaintext);
        const reversed = Object.fromEntries(Object.entries(pairs).toReversed());
        const opened = await call('Decrypt', { KeyId, CiphertextBlob, EncryptionContext: reversed });
        expect(opened).toMatchObject({ Plaintext, KeyId });
      }),
      { numRuns: 50 },
    );
  });

  it('rejects another context, any changed byte, and what is no ciphertext', async () => {
    const { deploy, call } = await startKms();
    const KeyId = await deploy('Key');
    const { CiphertextBlob } = await call('Encrypt', { KeyId, Plaintext: base64('pm_1'), EncryptionContext });
    const decrypt = (blob: string, context: object = EncryptionContext) =>
      call('Decrypt', { KeyId, CiphertextBlob: blob, EncryptionContext: context });
    const invalid = { name: 'InvalidCiphertextException' };
    await expect(decrypt(CiphertextBlob, { orderId: 'ord_2' })).rejects.toMatchObject(invalid);
    await expect(decrypt(CiphertextBlob, {})).rejects.toMatchObject(invalid);
    await expect(decrypt(base64('pm_1'))).rejects.toMatchObject(invalid);
    const bytes = Buffer.from(CiphertextBlob, 'base64');
    for (const index of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1;
      await expect(decrypt(changed.toString('base64'))).rejects.toThrow(/ciphertext/);
    }
  });

  it('rejects the ciphertext of another key', async () => {
    const { deploy, call } = await startKms();
    const { CiphertextBlob } = await call('Encrypt', { KeyId: await deploy('A'), Plaintext: base64('pm_1') });
    await expect(call('Decrypt', { KeyId: await deploy('B'), CiphertextBlob })).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    });
  });

  it('allows a role what the policy of the key allows', async () => {
    const { deploy, call } = await startKms();
    const KeyId = await deploy('Key');
    const encrypt = (context: object, who: Principal) =>
      call('Encrypt', { KeyId, Plaintext: base64('pm_1'), EncryptionContext: context }, who);
    const denied = { name: 'AccessDeniedException' };
    await expect(encrypt({}, role('checkout-complete'))).rejects.toMatchObject(denied);
    const { CiphertextBlob } = await encrypt(EncryptionContext, role('checkout-complete'));
    const decrypt = (who: Principal) => call('Decrypt', { KeyId, CiphertextBlob, EncryptionContext }, who);
    await expect(decrypt(role('checkout-complete'))).rejects.toMatchObject(denied);
    expect(await decrypt(role('payments-authorize'))).toMatchObject({ Plaintext: base64('pm_1') });
  });

  it('keeps keys over a restart', async () => {
    const folder = temporaryFolder('kms-');
    const before = await startKms(folder);
    const KeyId = await before.deploy('Key');
    const { CiphertextBlob } = await before.call('Encrypt', { KeyId, Plaintext: base64('pm_1') });
    const after = await startKms(folder);
    expect(await after.deploy('Key')).toBe(KeyId);
    expect(await after.call('Decrypt', { KeyId, CiphertextBlob })).toMatchObject({
      Plaintext: base64('pm_1'),
    });
  });

  it('rejects unknown keys, keys named by alias, and texts that are too long', async () => {
    const { deploy, call } = await startKms();
    const Plaintext = base64('pm_1');
    await expect(call('Encrypt', { KeyId: 'unknown', Plaintext })).rejects.toMatchObject({
      name: 'NotFoundException',
    });
    const validation = { name: 'ValidationException' };
    await expect(call('Encrypt', { KeyId: 'alias/key', Plaintext })).rejects.toMatchObject(validation);
    const KeyId = await deploy('Key');
    const long = base64('a'.repeat(4097));
    await expect(call('Encrypt', { KeyId, Plaintext: long })).rejects.toMatchObject(validation);
  });
});
