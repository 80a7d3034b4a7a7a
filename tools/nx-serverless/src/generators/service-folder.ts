import type { Tree } from '@nx/devkit';

/** @returns the names of all services */
export const listServices = (tree: Tree): string[] =>
  tree.children('services').filter((name) => tree.exists(`services/${name}/serverless.yml`));

/**
 * @returns the service's folder, such as `services/catalog`
 * @throws Error listing the existing services
 */
export function requireService(tree: Tree, name: string): string {
  const services = listServices(tree);
  if (services.includes(name)) return `services/${name}`;
  throw new Error(`There is no service "${name}". Existing services: ${services.join(', ')}.`);
}

/** @throws Error naming the first file that exists */
export function expectMissing(tree: Tree, files: readonly string[]): void {
  const present = files.find((file) => tree.exists(file));
  if (present) throw new Error(`${present} exists already. Choose another name, or delete it first.`);
}
