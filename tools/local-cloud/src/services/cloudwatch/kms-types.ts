import { createHash } from 'node:crypto';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../contract/resource.ts';
import { ignored } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const NOT_ENCRYPTED = 'local state is not encrypted';

export const key: RecordedType = {
  ignores: ignored(
    NOT_ENCRYPTED,
    'BypassPolicyLockoutSafetyCheck',
    'Description',
    'Enabled',
    'EnableKeyRotation',
    'KeyPolicy',
    'KeySpec',
    'KeyUsage',
    'MultiRegion',
    'Origin',
    'PendingWindowInDays',
    'RotationPeriodInDays',
    'Tags',
  ),
  identify(resource) {
    const keyId = stableUuid(resource);
    return { ref: keyId, attributes: { Arn: arn('kms', `key/${keyId}`), KeyId: keyId } };
  },
};

export const keyAlias: RecordedType = {
  honors: ['AliasName'],
  ignores: ignored(NOT_ENCRYPTED, 'TargetKeyId'),
  identify: ({ properties }) => ({ ref: String(properties['AliasName']) }),
};

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
