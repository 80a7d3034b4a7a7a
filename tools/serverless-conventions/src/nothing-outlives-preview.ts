import type { Template, TemplateResource } from './osls.ts';

/** Properties that keep a resource, or a store that is not empty, from being deleted with its stack. */
const releases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'AWS::DynamoDB::Table': { DeletionProtectionEnabled: false },
  'AWS::Cognito::UserPool': { DeletionProtection: 'INACTIVE' },
  'AWS::ECR::Repository': { EmptyOnDelete: true },
};

/**
 * Lets a preview's stores go with their stack; elsewhere templates retain them. What is set once for a whole region, as
 * the role that API Gateway logs with, a preview does not define: the last to deploy it would win, and it would outlive
 * the preview or break the others. It needs a stage in the same account and region that stays.
 *
 * @param template  of a preview stage, complete; changed in place
 */
export function nothingOutlivesPreview({ Resources: resources }: Template): void {
  for (const id of settingsOfRegion(resources)) delete resources[id];
  for (const resource of Object.values(resources)) {
    if (resource.DeletionPolicy) resource.DeletionPolicy = 'Delete';
    if (resource.UpdateReplacePolicy) resource.UpdateReplacePolicy = 'Delete';
    const release = releases[resource.Type];
    if (release) resource.Properties = { ...resource.Properties, ...release };
  }
}

/** @returns ids of settings that all stages of a region share, and of what they alone refer to */
function settingsOfRegion(resources: Readonly<Record<string, TemplateResource>>): string[] {
  const settings = Object.keys(resources).filter((id) => resources[id]!.Type === 'AWS::ApiGateway::Account');
  const refersTo = (from: string, to: string) => JSON.stringify(resources[from]).includes(`"${to}"`);
  const parts = Object.keys(resources).filter((id) => {
    const referrers = Object.keys(resources).filter((other) => other !== id && refersTo(other, id));
    return referrers.length > 0 && referrers.every((other) => settings.includes(other));
  });
  return [...settings, ...parts];
}
