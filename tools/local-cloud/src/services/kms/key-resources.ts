import { createHash } from 'node:crypto';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { ignored, recordedResource } from '../../contract/recorded-resource.ts';
import type { ResourceProvider } from '../../contract/local-service.ts';
import type { Resource } from '../../contract/resource.ts';
import type { KeyPolicy } from './key-policy.ts';
import type { KeyRepository } from './key-repository.ts';

interface Dependencies {
  readonly keys: Pick<KeyRepository, 'create'>;
  /** By key ID. */
  readonly policies: Map<string, KeyPolicy>;
}

/** `AWS::KMS::Key`: a symmetric key, which is kept until the whole state is deleted. */
export const keyProvider = ({ keys, policies }: Dependencies): ResourceProvider => ({
  honors: ['KeyPolicy'],
  ignores: {
    ...ignored('local keys are always enabled', 'Enabled', 'PendingWindowInDays'),
    ...ignored('AWS rotates keys without any effect on callers', 'EnableKeyRotation', 'RotationPeriodInDays'),
    ...ignored('local keys are symmetric', 'KeySpec', 'KeyUsage', 'MultiRegion', 'Origin'),
    ...ignored('no local effect', 'BypassPolicyLockoutSafetyCheck', 'Description', 'Tags'),
  },
  holdsData: true,
  async deploy(resource) {
    const keyId = stableUuid(resource);
    keys.create(keyId);
    policies.set(keyId, resource.properties['KeyPolicy'] as KeyPolicy);
    return { ref: keyId, attributes: { Arn: toKeyArn(keyId), KeyId: keyId } };
  },
});

export const aliasProvider: ResourceProvider = recordedResource({
  honors: ['AliasName'],
  ignores: { TargetKeyId: 'callers name keys by ARN' },
  identify: ({ properties }) => ({ ref: String(properties['AliasName']) }),
});

export const toKeyArn = (keyId: string): string => arn('kms', `key/${keyId}`);

/** A key ID in the format of a UUID; the same resource gets the same ID at each start. */
function stableUuid({ stackName, logicalId }: Resource): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}
