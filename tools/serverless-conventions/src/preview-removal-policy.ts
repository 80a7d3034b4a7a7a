import type { Template, TemplateResource } from './template.ts';

/** Property values that allow a resource to be deleted with its stack, even if it is not empty. */
const deletableProperties: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'AWS::DynamoDB::Table': { DeletionProtectionEnabled: false },
  'AWS::Cognito::UserPool': { DeletionProtection: 'INACTIVE' },
  'AWS::ECR::Repository': { EmptyOnDelete: true },
};

/**
 * Deletes the tables, buckets and other stateful resources of a preview with their stack; other stages retain them. It
 * also removes account-wide settings of a region, such as the logging role of API Gateway: a preview would overwrite
 * them for all stages, and leave them behind or break them when it is removed. Previews need a permanent stage in the
 * same account and region.
 *
 * @param template  the complete template of a preview stage; changed in place
 */
export function applyPreviewRemovalPolicy({ Resources: resources }: Template): void {
  for (const id of findRegionSettings(resources)) delete resources[id];
  for (const resource of Object.values(resources)) {
    if (resource.DeletionPolicy) resource.DeletionPolicy = 'Delete';
    if (resource.UpdateReplacePolicy) resource.UpdateReplacePolicy = 'Delete';
    const properties = deletableProperties[resource.Type];
    if (properties) resource.Properties = { ...resource.Properties, ...properties };
  }
}

/** @returns the ids of settings that all stages of a region share, and of resources that only they refer to */
function findRegionSettings(resources: Readonly<Record<string, TemplateResource>>): string[] {
  const settings = Object.keys(resources).filter((id) => resources[id]!.Type === 'AWS::ApiGateway::Account');
  const refersTo = (from: string, to: string) => JSON.stringify(resources[from]).includes(`"${to}"`);
  const parts = Object.keys(resources).filter((id) => {
    const referrers = Object.keys(resources).filter((other) => other !== id && refersTo(other, id));
    return referrers.length > 0 && referrers.every((other) => settings.includes(other));
  });
  return [...settings, ...parts];
}
