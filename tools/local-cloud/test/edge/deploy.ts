import { join } from 'node:path';
import type { LocalService } from '../../src/contract/local-service.ts';
import type { DeployedResource, Resource } from '../../src/contract/resource.ts';

export const functionsFolder = join(import.meta.dirname, 'functions');

/** Deploys a resource with the service that supports its type. */
export async function deploy(
  services: readonly LocalService[],
  logicalId: string,
  type: string,
  properties: Resource['properties'],
  serviceFolder = functionsFolder,
): Promise<DeployedResource> {
  const provider = services.map(({ resources }) => resources[type]).find((found) => found !== undefined);
  if (!provider) throw new Error(`no service has ${type}`);
  return provider.deploy({
    service: 'edge',
    serviceFolder,
    stackName: 'edge-local',
    logicalId,
    type,
    properties,
  });
}
