import type { Template } from './template.ts';

/** Property values that keep a resource from being deleted, also by an operator or by CloudFormation. */
const protectedProperties: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'AWS::DynamoDB::Table': { DeletionProtectionEnabled: true },
  'AWS::Cognito::UserPool': { DeletionProtection: 'ACTIVE' },
};

/**
 * Protects the tables and user pools of a permanent stage from deletion. `DeletionPolicy` only applies to CloudFormation;
 * this also stops a call to DeleteTable or DeleteUserPool. `nx remove` disables the protection of tables whose policy is
 * Delete.
 *
 * @param template  the complete template of a stage that is not a preview; changed in place
 */
export function protectFromDeletion({ Resources: resources }: Template): void {
  for (const resource of Object.values(resources)) {
    const properties = protectedProperties[resource.Type];
    if (properties) resource.Properties = { ...resource.Properties, ...properties };
  }
}
