import { createHash } from 'node:crypto';
import type { Resource } from './resource.ts';

/**
 * Generates the name of a resource without a name in the template, in CloudFormation's form `stack-logicalId-SUFFIX`.
 * The suffix is the same on each start and machine.
 *
 * @param maximumLength in characters; a longer name is cut before the suffix
 */
export function physicalName({ stackName, logicalId }: Resource, maximumLength = 80): string {
  const suffix = createHash('sha256')
    .update(`${stackName}/${logicalId}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maximumLength - suffix.length - 1)}-${suffix}`;
}
