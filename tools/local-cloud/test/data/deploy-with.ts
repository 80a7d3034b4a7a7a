import type { LocalService } from '../../src/contract/local-service.ts';
import type { DeployedResource, Resource } from '../../src/contract/resource.ts';

/** Creates a resource of the service `shop`. */
export const templateResource = (
  logicalId: string,
  type: string,
  properties: Readonly<Record<string, unknown>>,
): Resource => ({
  service: 'shop',
  serviceFolder: '/services/shop',
  stackName: 'shop-local',
  logicalId,
  type,
  properties,
});

/** Returns a function that deploys a resource with the service that supports its type. */
export const deployWith =
  (services: readonly LocalService[]) =>
  (
    logicalId: string,
    type: string,
    properties: Readonly<Record<string, unknown>>,
  ): Promise<DeployedResource> => {
    const provider = services
      .map(({ resources }) => resources[type])
      .find((candidate) => candidate !== undefined);
    if (provider === undefined) throw new Error(`no service supports ${type}`);
    return provider.deploy(templateResource(logicalId, type, properties));
  };
