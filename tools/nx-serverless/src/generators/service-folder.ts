import type { Tree } from '@nx/devkit';

/** @returns the folders of all services, by name */
export const servicesIn = (tree: Tree): string[] =>
  tree.children('services').filter((name) => tree.exists(`services/${name}/serverless.yml`));

/**
 * @returns the service's folder, such as `services/catalog`
 * @throws Error naming the services there are
 */
export function existingService(tree: Tree, name: string): string {
  const services = servicesIn(tree);
  if (services.includes(name)) return `services/${name}`;
  throw new Error(`There is no service "${name}". There are: ${services.join(', ')}.`);
}

/** @throws Error naming the first of the files that is there already */
export function expectAbsent(tree: Tree, files: readonly string[]): void {
  const present = files.find((file) => tree.exists(file));
  if (present) throw new Error(`${present} exists already. Choose another name, or delete it first.`);
}
