import type { LocalService } from '../../src/contract/local-service.ts';
import type { DeployedResource, Resource } from '../../src/contract/resource.ts';

/** A resource as the deployment hands it to a provider: all of one service, `shop`. */
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

/** Deploys with whichever of the services knows the type. */
export const deployWith =
  (services: readonly LocalService[]) =>
  (
    logicalId: string,
    type: string,
    properties: Readonly<Record<string, unknown>>,
  ): Promise<DeployedResource> => {
    const provider = services.map(({ resources }) => resources[type]).find((one) => one !== undefined);
    if (provider === undefined) throw new Error(`no service knows ${type}`);
    return provider.deploy(templateResource(logicalId, type, properties));
  };
