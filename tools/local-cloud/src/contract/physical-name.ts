import { createHash } from 'node:crypto';
import type { Resource } from './resource.ts';

/**
 * The name of a resource whose template gives none, shaped as CloudFormation's:
 * `stack-logicalId-SUFFIX`, but with a suffix that stays the same over restarts and machines.
 *
 * @param maximumLength in characters; the suffix is kept, the front is cut.
 */
export function physicalName({ stackName, logicalId }: Resource, maximumLength = 80): string {
  const suffix = createHash('sha256')
    .update(`${stackName}/${logicalId}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maximumLength - suffix.length - 1)}-${suffix}`;
}
