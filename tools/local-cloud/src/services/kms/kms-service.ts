import { AwsError, unknownOperation } from '../../contract/aws-error.ts';
import type { AwsRequest } from '../../contract/aws-request.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { keyIdOf, open, seal, type EncryptionContext } from './ciphertext.ts';
import { allowsUse, type KeyPolicy } from './key-policy.ts';
import { createKeyRepository } from './key-repository.ts';
import { aliasProvider, keyProvider, toKeyArn } from './key-resources.ts';

interface Input {
  readonly KeyId?: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: EncryptionContext;
}

// The limit of a symmetric key: https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html
const MAX_PLAINTEXT_BYTES = 4096;

/** KMS: symmetric keys of templates, `Encrypt` and `Decrypt`. The policy of a key is enforced in addition to roles. */
export function createKmsService({ stateFolder }: { readonly stateFolder: string }): LocalService {
  const keys = createKeyRepository(stateFolder);
  const policies = new Map<string, KeyPolicy>();

  /** @throws AwsError NotFoundException, AccessDeniedException */
  function useKey(keyId: string, action: string, { principal }: AwsRequest, context: EncryptionContext) {
    const keyArn = toKeyArn(keyId);
    const material = keys.find(keyId);
    const policy = policies.get(keyId);
    if (!material || !policy) throw new AwsError('NotFoundException', `Key '${keyArn}' does not exist`);
    const use = { action, keyArn, context: toConditionKeys(context) };
    if (principal.kind === 'role' && !allowsUse(policy, { ...use, principal }))
      throw new AwsError(
        'AccessDeniedException',
        `User: ${principal.roleArn} is not authorized to perform: ${action} on resource: ${keyArn} because the key policy does not allow it`,
      );
    return { keyId, keyArn, material, context };
  }

  const operations: Readonly<Record<string, (input: Input, request: AwsRequest) => object>> = {
    Encrypt({ KeyId, Plaintext = '', EncryptionContext = {} }, request) {
      const plaintext = Buffer.from(Plaintext, 'base64');
      if (plaintext.length === 0 || plaintext.length > MAX_PLAINTEXT_BYTES)
        throw new AwsError('ValidationException', `Plaintext must have 1 to ${MAX_PLAINTEXT_BYTES} bytes.`);
      const key = useKey(toKeyId(KeyId), 'kms:Encrypt', request, EncryptionContext);
      return {
        CiphertextBlob: seal(plaintext, key).toString('base64'),
        KeyId: key.keyArn,
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
    Decrypt({ KeyId, CiphertextBlob = '', EncryptionContext = {} }, request) {
      const ciphertext = Buffer.from(CiphertextBlob, 'base64');
      const key = useKey(toKeyId(KeyId), 'kms:Decrypt', request, EncryptionContext);
      const keyId = keyIdOf(ciphertext);
      if (keyId === undefined) throw invalidCiphertext();
      if (keyId !== key.keyId)
        throw new AwsError('IncorrectKeyException', 'The ciphertext was encrypted with another key.');
      return {
        Plaintext: tryOpen(ciphertext, key).toString('base64'),
        KeyId: key.keyArn,
        EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      };
    },
  };

  return {
    name: 'kms',
    signingNames: ['kms'],
    resources: { 'AWS::KMS::Key': keyProvider({ keys, policies }), 'AWS::KMS::Alias': aliasProvider },
    async handle(request) {
      const { operation, body } = request;
      const perform =
        operation !== undefined && Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (perform === undefined) throw unknownOperation('KMS', operation);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(perform(JSON.parse(body.toString()) as Input, request)),
      };
    },
    stop: async () => keys.close(),
  };
}

function toKeyId(idOrArn: string | undefined): string {
  if (idOrArn === undefined || idOrArn.startsWith('alias/') || idOrArn.includes(':alias/'))
    throw new AwsError('ValidationException', 'Name the key by its ID or ARN in the local cloud.');
  return idOrArn.replace(/^.*:key\//, '');
}

function tryOpen(ciphertext: Buffer, key: { material: Buffer; context: EncryptionContext }): Buffer {
  try {
    return open(ciphertext, key);
  } catch {
    throw invalidCiphertext();
  }
}

const invalidCiphertext = () =>
  new AwsError('InvalidCiphertextException', 'The ciphertext is invalid, or its encryption context differs.');

const toConditionKeys = (context: EncryptionContext): Record<string, string> =>
  Object.fromEntries(
    Object.entries(context).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]),
  );
