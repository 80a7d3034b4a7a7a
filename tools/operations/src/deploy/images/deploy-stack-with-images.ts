import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { deployStack, type DeployStackDependencies } from '../deployment/deploy-stack.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { dockerCli } from './container-cli.ts';
import { deployWithImages } from './deploy-with-images.ts';
import { elasticContainerRegistry } from './image-registry.ts';

interface Dependencies extends DeployStackDependencies {
  /** The service in the workspace, for docker follows no links. */
  readonly images: Pick<ServicePackage, 'name' | 'stage' | 'folder'>;
}

/**
 * Deploys a stack with osls, and the images of its tasks with docker.
 *
 * @param service  may be a copy
 */
export const deployStackWithImages = (
  service: ServicePackage,
  { images, ...deps }: Dependencies,
): Promise<void> =>
  deployWithImages(images, {
    registry: elasticContainerRegistry(service.region),
    containers: dockerCli(deps.signal),
    deployStack: () => deployStack(service, deps),
    root: workspaceRoot,
    isEmulated: Boolean(process.env['AWS_ENDPOINT_URL']),
    print: deps.print,
  });
