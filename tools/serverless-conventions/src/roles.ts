import type { Template } from './osls.ts';

const SHARED_ROLE = 'IamRoleLambdaExecution';

/**
 * Leaves the roles that functions have of their own: the one osls would share between them goes, and
 * CloudFormation names the rest, for a name of ours would have to fit 64 letters.
 */
export function ownRolesOnly({ Resources: resources }: Template): void {
  for (const [logicalId, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::IAM::Role' || !logicalId.endsWith(SHARED_ROLE)) continue;
    if (logicalId === SHARED_ROLE) delete resources[logicalId];
    else delete Properties['RoleName'];
  }
}
