import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { findUnpinnedImages } from '../../../../workspace/src/images/base-images.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { ContainerCli } from './container-cli.ts';
import type { ImageRegistry } from './image-registry.ts';
import { repositoryOf, taskImages, type TaskImage } from './task-images.ts';

interface Dependencies {
  readonly registry: ImageRegistry;
  readonly containers: ContainerCli;
  readonly deployStack: () => Promise<void>;
  /** Root of the workspace, which Dockerfiles copy from. */
  readonly root: string;
  /** Whether something other than AWS answers, where no container runs. */
  readonly isEmulated: boolean;
  readonly print: (line: string) => void;
}

/**
 * Deploys a stack with the images that its tasks run in. They are built first, so that a build that fails touches
 * nothing, and pushed before the stack names them; the repository is a part of the stack, so at the first deploy they
 * follow it. An image whose tag is in the repository is neither built nor pushed again.
 *
 * @throws CommandError when a base image has no digest, docker is missing, or one of the steps fails
 */
export async function deployWithImages(
  service: Pick<ServicePackage, 'name' | 'stage' | 'folder'>,
  { registry, containers, deployStack, root, isEmulated, print }: Dependencies,
): Promise<void> {
  const { name, folder } = service;
  const images = taskImages(service);
  if (images.length === 0) return deployStack();
  if (isEmulated) {
    print(`${name}: the images of its tasks are not built, for AWS_ENDPOINT_URL is no AWS.`);
    return deployStack();
  }
  const repository = repositoryOf(service);
  const { missing, hasRepository } = await missingImages(repository, images, registry);
  if (missing.length === 0) {
    print(`${name}: the images of its tasks are in ${repository} already.`);
    return deployStack();
  }
  const dockerfile = join(folder, 'Dockerfile');
  requirePinnedBaseImages(name, dockerfile);
  await containers.requireReady();
  const login = await registry.signIn();
  await containers.signIn(login);
  const references = missing.map(({ task, tag }) => ({
    task,
    reference: `${login.host}/${repository}:${tag}`,
  }));
  for (const { task, reference } of references)
    await containers.build({ reference, task, dockerfile, context: root });
  const push = async () => {
    for (const { task, reference } of references) {
      await containers.push(reference);
      print(`${name}: the image of ${task} is ${reference}.`);
    }
  };
  if (hasRepository) await push();
  await deployStack();
  if (!hasRepository) await push();
}

/** An image that is built today and one that is built from the same commit next year have the same base. */
function requirePinnedBaseImages(name: string, dockerfile: string): void {
  const images = findUnpinnedImages(readFileSync(dockerfile, 'utf8')).map(({ reference }) => reference);
  if (images.length === 0) return;
  throw new CommandError(
    `services/${name}/Dockerfile names ${images.join(' and ')} by tag, which can be moved to other content. ` +
      'Run "npm run pin-images", commit the digests, package the service and deploy again.',
  );
}

async function missingImages(repository: string, images: readonly TaskImage[], registry: ImageRegistry) {
  const missing: TaskImage[] = [];
  let hasRepository = true;
  for (const image of images) {
    const found = await registry.find(repository, image.tag);
    if (found !== 'there') missing.push(image);
    if (found === 'no repository') hasRepository = false;
  }
  return { missing, hasRepository };
}
