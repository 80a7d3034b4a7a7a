import type { OslsService } from './osls.ts';

const UNDATED = 'undated';

/**
 * The folder in the deployment bucket. osls puts the date into its name, so that every package of the same sources would
 * differ. Packaging therefore leaves the date out, and the deployment adds it.
 */
export const artifactFolder = (service: OslsService, stage: string) => {
  const parent = `${service.provider.deploymentPrefix ?? 'serverless'}/${service.service}/${stage}`;
  return {
    leaveUndated(): void {
      service.package.artifactDirectoryName = `${parent}/${UNDATED}`;
    },
    /** osls finds old deployments by exactly this format. */
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
