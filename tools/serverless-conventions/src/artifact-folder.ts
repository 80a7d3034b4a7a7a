import type { OslsService } from './osls.ts';

const UNDATED = 'undated';

/**
 * The folder in the deployment bucket that a package names. osls dates it, which makes each package of the same
 * sources another one; a package leaves the date out, and a deployment puts it in.
 */
export const artifactFolder = (service: OslsService, stage: string) => {
  const parent = `${service.provider.deploymentPrefix ?? 'serverless'}/${service.service}/${stage}`;
  return {
    leaveUndated(): void {
      service.package.artifactDirectoryName = `${parent}/${UNDATED}`;
    },
    /** osls clears old deployments by exactly this form of name. */
    date(now: Date): void {
      const undated = `${parent}/${UNDATED}`;
      if (service.package.artifactDirectoryName !== undated) return;
      const dated = `${parent}/${now.getTime()}-${now.toISOString()}`;
      service.package.artifactDirectoryName = dated;
      const { provider } = service;
      const template = JSON.stringify(provider.compiledCloudFormationTemplate);
      provider.compiledCloudFormationTemplate = JSON.parse(template.replaceAll(`${undated}/`, `${dated}/`));
    },
  };
};
