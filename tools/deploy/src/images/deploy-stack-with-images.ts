import { workspaceRoot } from '../command/workspace.ts';
import { runOnStack } from '../deploying/deploy-stack.ts';
import type { ServicePackage } from '../packages/service-package.ts';
import { dockerCli } from './container-cli.ts';
import { deployWithImages } from './deploy-with-images.ts';
import { elasticContainerRegistry } from './image-registry.ts';

/** Deploys a stack with osls, and the images of its tasks with docker. */
export const deployStackWithImages = (
  service: ServicePackage,
  needs: Parameters<typeof runOnStack>[2],
): Promise<void> =>
  deployWithImages(service, {
    registry: elasticContainerRegistry(service.region),
    containers: dockerCli(needs.signal),
    deployStack: () => runOnStack('deploy', service, needs),
    root: workspaceRoot,
    isEmulated: Boolean(process.env['AWS_ENDPOINT_URL']),
    print: needs.print,
  });
